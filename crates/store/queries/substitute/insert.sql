INSERT INTO council_substitute (council_id, person_id, named_at) VALUES ($1, $2, $3)
