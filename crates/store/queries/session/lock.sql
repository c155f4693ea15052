UPDATE council_session SET locked_at = $2, version = version + 1 WHERE id = $1 AND locked_at IS NULL
