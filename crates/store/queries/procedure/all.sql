SELECT id, code, name, created_at FROM procedure ORDER BY code
