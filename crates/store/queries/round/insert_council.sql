INSERT INTO round_council (round_id, field_id, council_id)
SELECT r.id, $2, c.id
FROM round r
JOIN council c ON c.unit_id = r.organiser_id AND c.stage = r.stage
WHERE r.id = $1 AND c.id = $3
