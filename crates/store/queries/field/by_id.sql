SELECT id, code, name, parent_id, valid_from, valid_to FROM field WHERE id = $1
