SELECT person_id, unit_id, title, valid_from, valid_to
FROM state_post
WHERE person_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)
ORDER BY valid_from DESC, unit_id, title
