INSERT INTO rule_set (id, code, sha256, content, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6)
