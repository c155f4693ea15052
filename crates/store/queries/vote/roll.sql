SELECT vote_id, seat_id, name FROM vote_roll WHERE vote_id = $1 ORDER BY name
