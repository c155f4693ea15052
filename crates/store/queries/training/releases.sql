SELECT r.session_id, r.dossier_id, r.released_by, r.released_at,
    (SELECT COUNT(*) FROM training_sheet t WHERE t.dossier_id = r.dossier_id AND t.sent_at IS NOT NULL) AS practised
FROM training_release r
JOIN agenda_item a ON a.session_id = r.session_id AND a.dossier_id = r.dossier_id
WHERE r.session_id = $1
ORDER BY a.position
