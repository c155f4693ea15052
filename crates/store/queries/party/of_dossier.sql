SELECT kind, person_id, role, unit_id, council_id, post, current
FROM dossier_party
WHERE dossier_id = $1
ORDER BY visit, position
