SELECT DISTINCT a.person_id
FROM council c
JOIN dossier d ON d.council_id = c.id AND d.state IN ('submitted', 'accepted', 'confirmed', 'marking')
JOIN dossier_author a ON a.dossier_id = d.id
JOIN role_grant g ON g.person_id = a.person_id AND g.unit_id = c.unit_id
WHERE c.id = $1 AND g.role IN ('head-of-unit', 'leader')
    AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to > $2)
ORDER BY a.person_id
