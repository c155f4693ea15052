INSERT INTO milestone (dossier_id, ordinal, at, act, state, by_id, by_name, capacity, note, label)
SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
FROM milestone
WHERE dossier_id = $1
