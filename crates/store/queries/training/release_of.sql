SELECT r.session_id, r.dossier_id, r.released_by, r.released_at,
    (SELECT COUNT(*) FROM training_sheet t WHERE t.dossier_id = r.dossier_id AND t.sent_at IS NOT NULL) AS practised
FROM training_release r
WHERE r.dossier_id = $1
