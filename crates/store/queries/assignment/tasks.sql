SELECT t.dossier_id, t.seat_id
FROM marking_task t
JOIN agenda_item a ON a.session_id = t.session_id AND a.dossier_id = t.dossier_id
WHERE t.session_id = $1
ORDER BY a.position, t.seat_id
