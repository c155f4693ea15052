DELETE FROM decision WHERE id = $1 AND issued_at IS NULL
