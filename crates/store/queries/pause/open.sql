INSERT INTO dossier_pause (dossier_id, ordinal, reason, from_at, until_at)
SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4
FROM dossier_pause
WHERE dossier_id = $1
