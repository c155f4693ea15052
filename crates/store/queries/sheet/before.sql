SELECT m.id, m.session_id, m.dossier_id, m.seat_id, r.scores, r.comments, r.vote, r.remark, r.total, r.version,
    r.sent_at AS saved_at, r.sent_at
FROM sheet_reopening r
JOIN mark_sheet m ON m.id = r.sheet_id
WHERE m.session_id = $1
ORDER BY r.reopened_at, r.sheet_id
