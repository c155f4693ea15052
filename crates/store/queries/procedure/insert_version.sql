INSERT INTO procedure_version (id, procedure_id, number, status, document, sha256, revision, active_from, active_to, note, edited_by, edited_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
