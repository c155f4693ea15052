UPDATE dossier_section
SET answers = $3, version = version + 1, saved_by = $4, saved_at = $5
WHERE dossier_id = $1 AND section = $2 AND version = $6
