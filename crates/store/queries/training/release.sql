INSERT INTO training_release (session_id, dossier_id, released_by, released_at) VALUES ($1, $2, $3, $4)
