SELECT r.round_id, r.field_id, f.name AS field_name, r.council_id, c.name AS council_name
FROM round_council r
JOIN field f ON f.id = r.field_id
JOIN council c ON c.id = r.council_id
WHERE r.round_id = $1
ORDER BY f.position, f.id
