UPDATE outbox
SET leased_until = $2, attempts = attempts + 1
WHERE id IN (
    SELECT id
    FROM outbox
    WHERE done_at IS NULL AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
    ORDER BY due_at, id
    LIMIT $3
)
RETURNING id, kind, unique_key, payload, created_at, due_at, attempts
