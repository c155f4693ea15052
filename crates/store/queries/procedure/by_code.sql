SELECT id, code, name, created_at FROM procedure WHERE code = $1
