UPDATE correction_draft
SET items = $2, version = version + 1, saved_by = $3, saved_at = $4
WHERE dossier_id = $1 AND version = $5
