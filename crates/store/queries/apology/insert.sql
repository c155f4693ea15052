INSERT INTO apology (dossier_id, limit_key, visit, number, due_at, owed_at, sent_by_name, reason)
VALUES ($1, $2, $3, $4, $5, $6, '', '')
