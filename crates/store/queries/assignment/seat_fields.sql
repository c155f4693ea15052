SELECT f.seat_id, f.field_id
FROM seat_field f
JOIN council_seat s ON s.id = f.seat_id
WHERE s.council_id = $1
ORDER BY f.seat_id, f.field_id
