UPDATE apology
SET sent_at = $4, sent_by = $5, sent_by_name = $6, new_day = $7, reason = $8
WHERE dossier_id = $1 AND limit_key = $2 AND visit = $3 AND sent_at IS NULL
