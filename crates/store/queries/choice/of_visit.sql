SELECT dossier_id, visit, person_id, act, opinion, at
FROM dossier_choice
WHERE dossier_id = $1 AND visit = $2
ORDER BY at, person_id
