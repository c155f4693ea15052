UPDATE dossier_limit
SET due_at = $4, met_at = $5, extended = $6, watch_at = 0
WHERE dossier_id = $1 AND limit_key = $2 AND visit = $3
