INSERT INTO vote_roll (vote_id, seat_id, name) VALUES ($1, $2, $3)
