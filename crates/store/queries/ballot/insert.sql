INSERT INTO vote_ballot (vote_id, seat_id, choice, blinded) VALUES ($1, $2, $3, $4)
