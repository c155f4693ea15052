INSERT INTO correction_draft (dossier_id, items, version, saved_by, saved_at)
VALUES ($1, $2, 1, $3, $4)
ON CONFLICT (dossier_id) DO NOTHING
