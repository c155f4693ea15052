UPDATE further_marker SET seat_id = $2 WHERE seat_id = $1
