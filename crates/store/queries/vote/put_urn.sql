UPDATE vote_urn SET ballots = $2 WHERE vote_id = $1
