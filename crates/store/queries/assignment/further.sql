SELECT f.session_id, f.dossier_id, f.seat_id, f.called_at
FROM further_marker f
JOIN agenda_item a ON a.session_id = f.session_id AND a.dossier_id = f.dossier_id
WHERE f.session_id = $1
ORDER BY a.position
