SELECT dossier_id, number, submission, from_at, to_at, quote, reason, by_id, by_name, at, lifted_by, lifted_at
FROM overlap_exclusion
WHERE dossier_id = $1
ORDER BY number
