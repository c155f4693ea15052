SELECT dossier_id, limit_key, visit, at, old_due, new_due, reason, by_id
FROM limit_change
WHERE dossier_id = $1
ORDER BY ordinal
