SELECT v.id, v.procedure_id, v.number, v.status, v.sha256, v.revision, v.active_from, v.active_to, v.note, v.edited_by, p.full_name AS edited_by_name, v.edited_at
FROM procedure_version v
LEFT JOIN person p ON p.id = v.edited_by
WHERE v.procedure_id = $1
ORDER BY v.number DESC
