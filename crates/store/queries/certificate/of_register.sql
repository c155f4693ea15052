SELECT id, code, dossier_id, author_position, decision_id, organiser_id, year, number, issued_at, state, face, replaces
FROM certificate
WHERE organiser_id = $1 AND year = $2
ORDER BY number
