INSERT INTO submission (dossier_id, ordinal, content, sha256, submitted_by, submitted_at)
VALUES ($1, $2, $3, $4, $5, $6)
