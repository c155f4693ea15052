UPDATE audit_head SET position = position WHERE id = 1 RETURNING position, hash
