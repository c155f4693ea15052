UPDATE correction
SET asked_in = $2, state = $3, reply = $4, answer = $5, answered_at = $6, waived_by = $7, waived_reason = $8
WHERE id = $1
