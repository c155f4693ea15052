UPDATE round SET council_id = $2 WHERE id = $1 AND organiser_id = $3 AND stage = $4
