INSERT INTO dossier_choice (dossier_id, visit, person_id, act, opinion, at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (dossier_id, visit, person_id) DO UPDATE SET act = EXCLUDED.act, opinion = EXCLUDED.opinion, at = EXCLUDED.at
