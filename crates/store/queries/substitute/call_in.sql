UPDATE council_substitute SET seat_id = $3 WHERE council_id = $1 AND person_id = $2 AND seat_id IS NULL
