SELECT r.id, r.code, r.number, r.revision, r.content, r.note, r.in_force_from, r.rule_set_id, r.edited_by, p.full_name AS edited_by_name, r.edited_at
FROM rubric_version r
JOIN person p ON p.id = r.edited_by
ORDER BY r.code, r.number DESC
