SELECT COALESCE(json_agg(json_build_array(l.dossier_id, l.limit_key, l.visit, l.label, l.scope, l.started_at, l.due_at,
    l.amount, l.unit, l.cutoff, l.extended, d.code, d.desk_id, d.procedure_version_id)), '[]')::text AS limits
FROM dossier_limit l
JOIN dossier d ON d.id = l.dossier_id
WHERE l.met_at IS NULL AND d.ended_at IS NULL AND d.procedure_version_id IS NOT NULL
