INSERT INTO invitation (token_hash, person_id, purpose, expires_at, used_at) VALUES ($1, $2, $3, $4, $5)
