SELECT dossier_id, limit_key, visit, kind, hours_before, extended, due_at, at, hindrance
FROM limit_deed
WHERE dossier_id = $1
ORDER BY at, limit_key, visit, hours_before DESC
