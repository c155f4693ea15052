UPDATE dossier_limit
SET watch_at = $4
WHERE dossier_id = $1 AND limit_key = $2 AND visit = $3
    AND COALESCE(due_at, -1) = $5 AND COALESCE(met_at, -1) = $6 AND extended = $7
