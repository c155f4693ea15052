INSERT INTO procedure_move (dossier_id, ordinal, from_version, to_version, from_step, to_step, reason, by_id, at)
SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8
FROM procedure_move
WHERE dossier_id = $1
