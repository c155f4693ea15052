INSERT INTO outbox (id, kind, unique_key, payload, created_at, due_at, attempts)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (unique_key) DO NOTHING
