SELECT s.id, s.council_id, s.person_id, p.full_name, s.post, s.may_mark, s.may_comment, s.may_conclude, s.may_vote,
    s.for_union, s.valid_from, s.valid_to
FROM council_seat s
JOIN person p ON p.id = s.person_id
WHERE s.council_id = $1 AND s.valid_from <= $2 AND (s.valid_to IS NULL OR s.valid_to > $2)
ORDER BY
    CASE s.post WHEN 'chair' THEN 0 WHEN 'deputy' THEN 1 WHEN 'secretary' THEN 2 ELSE 3 END,
    p.name_sort, s.id
