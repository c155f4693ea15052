UPDATE mark_sheet
SET scores = $5, comments = $6, vote = $7, remark = $8, total = $9, version = version + 1, saved_at = $10, sent_at = $11
WHERE id = $1 AND session_id = $2 AND dossier_id = $3 AND seat_id = $4 AND version = $12 AND sent_at IS NULL
