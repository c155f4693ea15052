INSERT INTO login_session (token_hash, person_id, created_at, rotated_at, seen_at, expires_at, replaced, address, agent)
VALUES ($1, $2, $3, $4, $5, $6, FALSE, $7, $8)
