SELECT DISTINCT p.id, p.name_sort
FROM role_grant g
JOIN person p ON p.id = g.person_id
WHERE g.role = $1 AND g.unit_id = $2 AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to > $3)
  AND p.disabled_at IS NULL
ORDER BY p.name_sort, p.id
