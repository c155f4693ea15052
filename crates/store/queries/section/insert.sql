INSERT INTO dossier_section (dossier_id, section, answers, version, saved_by, saved_at)
VALUES ($1, $2, $3, 1, $4, $5)
ON CONFLICT (dossier_id, section) DO NOTHING
