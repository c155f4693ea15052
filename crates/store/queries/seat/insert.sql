INSERT INTO council_seat (id, council_id, person_id, post, may_mark, may_comment, may_conclude, may_vote, for_union,
    valid_from, valid_to)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
