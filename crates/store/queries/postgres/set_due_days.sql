UPDATE dossier SET due_on = c.n, version = version + 1
FROM jsonb_to_recordset($1::jsonb) AS c (d UUID, n TEXT)
WHERE dossier.id = c.d
