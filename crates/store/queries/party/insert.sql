INSERT INTO dossier_party (dossier_id, visit, position, kind, person_id, role, unit_id, council_id, post, current)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, TRUE)
