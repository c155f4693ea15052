SELECT id, code, sha256, content, valid_from, valid_to
FROM rule_set
WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1)
ORDER BY valid_from DESC, id
