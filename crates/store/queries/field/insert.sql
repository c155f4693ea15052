INSERT INTO field (id, code, name, parent_id, position, valid_from, valid_to)
VALUES ($1, $2, $3, $4, $5, $6, $7)
