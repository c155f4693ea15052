SELECT m.dossier_id, m.seat_id, r.version, r.reason, r.reopened_by, r.reopened_at, p.full_name AS by_name
FROM sheet_reopening r
JOIN mark_sheet m ON m.id = r.sheet_id
JOIN person p ON p.id = r.reopened_by
WHERE m.session_id = $1
ORDER BY r.reopened_at, r.sheet_id
