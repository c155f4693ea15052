INSERT INTO limit_change (dossier_id, ordinal, limit_key, visit, at, old_due, new_due, reason, by_id)
SELECT c.d, c.r + COALESCE((SELECT MAX(x.ordinal) FROM limit_change x WHERE x.dossier_id = c.d), 0), c.k, c.v, $2, c.o, c.n, $3, $4
FROM jsonb_to_recordset($1::jsonb) AS c (d UUID, k TEXT, v BIGINT, o BIGINT, n BIGINT, r BIGINT)
