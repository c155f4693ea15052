INSERT INTO unit_version (id, unit_id, name, name_sort, kind, parent_id, valid_from, valid_to)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
