UPDATE training_sheet
SET scores = $3, saved_at = $4, sent_at = $5, version = version + 1
WHERE dossier_id = $1 AND person_id = $2 AND version = $6 AND sent_at IS NULL
