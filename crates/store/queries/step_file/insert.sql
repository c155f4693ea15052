INSERT INTO step_file (id, dossier_id, visit, component, sha256, name, media_type, size, added_by, added_at, removed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL)
