UPDATE outbox SET due_at = $2, leased_until = NULL, last_error = $3 WHERE id = $1 AND done_at IS NULL
