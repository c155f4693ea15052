SELECT dossier_id, limit_key, visit, label, scope, started_at, due_at, amount, unit, cutoff, citation, met_at, extended
FROM dossier_limit
WHERE dossier_id = $1
ORDER BY started_at, limit_key, visit
