DELETE FROM seat_field WHERE seat_id = $1
