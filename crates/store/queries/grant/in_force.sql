SELECT DISTINCT role, unit_id
FROM role_grant
WHERE person_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)
ORDER BY role, unit_id
