INSERT INTO correction_request (dossier_id, round, submission, sent_by, sent_by_name, sent_at, due_on, citation)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
