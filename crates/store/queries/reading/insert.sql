INSERT INTO file_reading (file_id, dossier_id, sha256, media_type, state, due_at, tries, characters)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
