SELECT id, code, sha256, content, valid_from, valid_to FROM rule_set WHERE id = $1
