INSERT INTO seat_field (seat_id, field_id) VALUES ($1, $2)
