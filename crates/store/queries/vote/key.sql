SELECT signing_key FROM vote_key WHERE vote_id = $1
