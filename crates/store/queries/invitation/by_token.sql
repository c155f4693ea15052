SELECT token_hash, person_id, purpose, expires_at, used_at FROM invitation WHERE token_hash = $1
