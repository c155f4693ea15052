SELECT t.id, t.scope_kind, t.scope_code, t.year, t.edition, t.pack, t.version, t.made_at, t.made_by,
    t.confirmed_at, t.confirmed_by, p.full_name AS confirmed_by_name, t.reason
FROM calendar_table t
LEFT JOIN person p ON p.id = t.confirmed_by
WHERE t.id = $1
