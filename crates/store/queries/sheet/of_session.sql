SELECT m.id, m.session_id, m.dossier_id, m.seat_id, m.scores, m.comments, m.vote, m.remark, m.total, m.version,
    m.saved_at, m.sent_at
FROM mark_sheet m
JOIN agenda_item a ON a.session_id = m.session_id AND a.dossier_id = m.dossier_id
WHERE m.session_id = $1
ORDER BY a.position, m.seat_id
