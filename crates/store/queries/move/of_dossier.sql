SELECT dossier_id, from_version, to_version, from_step, to_step, reason, by_id, at
FROM procedure_move
WHERE dossier_id = $1
ORDER BY ordinal
