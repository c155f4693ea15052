INSERT INTO procedure (id, code, name, created_at) VALUES ($1, $2, $3, $4)
