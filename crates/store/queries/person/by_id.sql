SELECT id, account, full_name, email, unit_id, password, is_sample, created_at, disabled_at
FROM person
WHERE id = $1
