SELECT u.id, v.id AS version_id, u.code, v.name, v.kind, v.parent_id, v.valid_from, v.valid_to
FROM unit u
JOIN unit_version v ON v.unit_id = u.id
WHERE u.id = $1
ORDER BY
    CASE WHEN v.valid_from <= $2 THEN 0 ELSE 1 END,
    CASE WHEN v.valid_from <= $2 THEN v.valid_from END DESC,
    v.valid_from
LIMIT 1
