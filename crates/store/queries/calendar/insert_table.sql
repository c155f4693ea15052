INSERT INTO calendar_table (id, scope_kind, scope_code, year, edition, pack, version, made_at, made_by, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
