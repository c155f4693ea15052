INSERT INTO limit_change (dossier_id, ordinal, limit_key, visit, at, old_due, new_due, reason, by_id)
SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8
FROM limit_change
WHERE dossier_id = $1
