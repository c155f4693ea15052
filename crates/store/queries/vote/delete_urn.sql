DELETE FROM vote_urn WHERE vote_id = $1
