SELECT id, from_person, to_person, role, unit_id, valid_from, valid_to, reason, created_by, created_at
FROM delegation
WHERE to_person = $1 OR from_person = $1
ORDER BY valid_from DESC, id
