SELECT COUNT(*) AS count FROM outbox WHERE done_at IS NULL
