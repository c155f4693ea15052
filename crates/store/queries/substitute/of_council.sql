SELECT s.council_id, s.person_id, p.full_name, s.seat_id
FROM council_substitute s
JOIN person p ON p.id = s.person_id
WHERE s.council_id = $1
ORDER BY s.named_at, s.person_id
