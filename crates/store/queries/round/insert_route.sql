INSERT INTO desk_route (round_id, position, field_id, desk_id) VALUES ($1, $2, $3, $4)
