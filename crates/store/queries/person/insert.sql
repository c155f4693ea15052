INSERT INTO person (id, account, account_key, full_name, name_sort, search_key, email, unit_id, password, is_sample, created_at, disabled_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
