UPDATE calendar_table SET edition = $2, confirmed_at = $3, confirmed_by = $4, reason = $5
WHERE id = $1 AND version = $6 AND confirmed_at IS NULL
