SELECT dossier_id, person_id, scores, version, saved_at, sent_at
FROM training_sheet
WHERE dossier_id = $1 AND person_id = $2
