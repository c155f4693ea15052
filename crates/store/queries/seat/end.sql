UPDATE council_seat SET valid_to = $3 WHERE id = $1 AND council_id = $2 AND valid_to IS NULL
