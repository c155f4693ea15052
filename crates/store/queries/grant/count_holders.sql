SELECT COUNT(DISTINCT p.id) AS count
FROM role_grant g
JOIN person p ON p.id = g.person_id
WHERE g.role = $1 AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to > $2)
  AND p.disabled_at IS NULL
