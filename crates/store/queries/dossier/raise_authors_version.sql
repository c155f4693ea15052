UPDATE dossier
SET authors_version = authors_version + 1, authors_saved_by = $3, authors_saved_at = $4
WHERE id = $1 AND authors_version = $2
