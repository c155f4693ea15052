UPDATE dossier_limit SET due_at = c.n, watch_at = 0
FROM jsonb_to_recordset($1::jsonb) AS c (d UUID, k TEXT, v BIGINT, n BIGINT)
WHERE dossier_limit.dossier_id = c.d AND dossier_limit.limit_key = c.k AND dossier_limit.visit = c.v
