INSERT INTO state_post (person_id, unit_id, title, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5)
