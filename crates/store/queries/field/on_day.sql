SELECT id, code, name, parent_id, valid_from, valid_to
FROM field
WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1)
ORDER BY position, id
