UPDATE council_seat
SET post = $3, may_mark = $4, may_comment = $5, may_conclude = $6, may_vote = $7, for_union = $8
WHERE id = $1 AND council_id = $2 AND valid_to IS NULL
