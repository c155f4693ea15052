INSERT INTO dossier_visit (dossier_id, ordinal, procedure_version_id, step, state, entered_at, entered_by, came_by, left_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
