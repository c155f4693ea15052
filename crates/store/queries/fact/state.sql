INSERT INTO dossier_fact (dossier_id, name, value, stated_by, stated_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (dossier_id, name) DO UPDATE
SET value = EXCLUDED.value, stated_by = EXCLUDED.stated_by, stated_at = EXCLUDED.stated_at
