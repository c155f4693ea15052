INSERT INTO unit (id, code) VALUES ($1, $2)
