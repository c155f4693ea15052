INSERT INTO training_sheet (dossier_id, person_id, scores, saved_at, sent_at, version) VALUES ($1, $2, $3, $4, $5, 1)
ON CONFLICT (dossier_id, person_id) DO NOTHING
