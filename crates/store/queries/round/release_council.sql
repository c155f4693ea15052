UPDATE round SET council_id = NULL WHERE id = $1 AND council_id = $2
