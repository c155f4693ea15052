SELECT id, dossier_id, round, number, place, requirement, basis, state, answer, asked_at, answered_at
FROM correction_item
WHERE dossier_id = $1
ORDER BY round, number
