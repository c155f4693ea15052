SELECT role, unit_id
FROM role_grant
WHERE person_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)
UNION
SELECT d.role, d.unit_id
FROM delegation d
JOIN role_grant g ON g.person_id = d.from_person AND g.role = d.role AND g.unit_id = d.unit_id
JOIN person p ON p.id = d.from_person
WHERE d.to_person = $1 AND d.valid_from <= $2 AND d.valid_to > $2
    AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to > $2) AND p.disabled_at IS NULL
ORDER BY role, unit_id
