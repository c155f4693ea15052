INSERT INTO vote_key (vote_id, signing_key) VALUES ($1, $2)
