UPDATE council_vote SET repealed_at = $2, repeal_reason = $3 WHERE id = $1 AND repealed_at IS NULL
