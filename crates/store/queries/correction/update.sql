UPDATE correction_item SET state = $2, answer = $3, asked_at = $4, answered_at = $5 WHERE id = $1
