INSERT INTO vote_urn (vote_id, ballots) VALUES ($1, $2)
