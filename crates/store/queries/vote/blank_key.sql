UPDATE vote_key SET signing_key = $2 WHERE vote_id = $1
