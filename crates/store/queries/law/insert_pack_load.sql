INSERT INTO pack_load (id, code, ordinal, edition, title, source, scope_kind, scope_code, province, valid_from, sha256, files, base, changes, loaded_at, loaded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
