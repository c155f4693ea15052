SELECT token_hash, person_id, created_at, rotated_at, seen_at, expires_at, address, agent
FROM login_session
WHERE token_hash = $1 AND expires_at > $2
