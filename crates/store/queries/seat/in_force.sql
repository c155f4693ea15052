SELECT s.id, s.council_id, c.unit_id, s.post, s.may_mark, s.may_comment, s.may_conclude, s.may_vote, c.blind
FROM council_seat s
JOIN council c ON c.id = s.council_id
WHERE s.person_id = $1 AND s.valid_from <= $2 AND (s.valid_to IS NULL OR s.valid_to > $2)
    AND c.valid_from <= $2 AND (c.valid_to IS NULL OR c.valid_to > $2)
ORDER BY s.council_id, s.id
