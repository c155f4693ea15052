SELECT seat_id FROM vote_ballot WHERE vote_id = $1 AND seat_id = $2
