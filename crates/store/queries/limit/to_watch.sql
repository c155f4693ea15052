SELECT l.dossier_id, l.limit_key, l.visit, l.label, l.scope, l.started_at, l.due_at, l.amount, l.unit, l.cutoff, l.citation,
    l.met_at, l.extended, d.rule_set_id, d.desk_id, d.procedure_version_id
FROM dossier_limit l
JOIN dossier d ON d.id = l.dossier_id
WHERE l.watch_at <= $1 AND d.procedure_version_id IS NOT NULL
ORDER BY l.watch_at, l.dossier_id, l.limit_key, l.visit
LIMIT $2
