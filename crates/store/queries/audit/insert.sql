INSERT INTO audit_event (position, at, actor_id, act, subject_id, payload, previous, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
