INSERT INTO council_seat (id, council_id, person_id, post, valid_from, valid_to)
VALUES ($1, $2, $3, $4, $5, $6)
