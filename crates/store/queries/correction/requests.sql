SELECT dossier_id, round, submission, sent_by, sent_by_name, sent_at, due_on, citation
FROM correction_request
WHERE dossier_id = $1
ORDER BY round
