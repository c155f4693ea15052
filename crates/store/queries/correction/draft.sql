SELECT dossier_id, items, version, saved_by, saved_at
FROM correction_draft
WHERE dossier_id = $1
