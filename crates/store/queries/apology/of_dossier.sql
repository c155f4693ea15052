SELECT dossier_id, limit_key, visit, number, due_at, owed_at, sent_at, sent_by, sent_by_name, new_day, reason
FROM apology
WHERE dossier_id = $1
ORDER BY number
