UPDATE council_session
SET state = $3, version = version + 1, closed_at = COALESCE($4, closed_at), concluded_at = COALESCE($5, concluded_at)
WHERE id = $1 AND state = $2
