SELECT dossier_id, at, act, state, by_id, by_name, capacity, note, label
FROM milestone
WHERE dossier_id = $1
ORDER BY at, ordinal
