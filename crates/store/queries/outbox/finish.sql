UPDATE outbox SET done_at = $2, leased_until = NULL, last_error = NULL WHERE id = $1 AND done_at IS NULL
