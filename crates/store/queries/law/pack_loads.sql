SELECT l.id, l.code, l.ordinal, l.edition, l.title, l.source, l.scope_kind, l.scope_code, l.province, l.valid_from,
    l.sha256, '[]' AS files, '{}' AS base, l.changes, l.loaded_at, l.loaded_by, p.full_name AS loaded_by_name
FROM pack_load l
LEFT JOIN person p ON p.id = l.loaded_by
ORDER BY l.loaded_at DESC, l.code, l.ordinal DESC
