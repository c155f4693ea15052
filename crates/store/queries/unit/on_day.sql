SELECT u.id, v.id AS version_id, u.code, v.name, v.kind, v.parent_id, v.valid_from, v.valid_to
FROM unit u
JOIN unit_version v ON v.unit_id = u.id
WHERE v.valid_from <= $1 AND (v.valid_to IS NULL OR v.valid_to >= $1)
ORDER BY v.name_sort, u.id
