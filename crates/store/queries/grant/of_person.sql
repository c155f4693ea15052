SELECT id, person_id, role, unit_id, valid_from, valid_to, granted_by
FROM role_grant
WHERE person_id = $1
ORDER BY valid_from DESC, id DESC
