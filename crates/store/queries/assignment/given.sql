SELECT c.state, s.person_id, f.seat_id AS further_seat_id, z.person_id AS further_person_id
FROM agenda_item a
JOIN council_session c ON c.id = a.session_id
JOIN marking_plan p ON p.session_id = a.session_id
LEFT JOIN marking_task t ON t.session_id = a.session_id AND t.dossier_id = a.dossier_id
LEFT JOIN council_seat s ON s.id = t.seat_id
LEFT JOIN further_marker f ON f.session_id = a.session_id AND f.dossier_id = a.dossier_id
LEFT JOIN council_seat z ON z.id = f.seat_id
WHERE a.dossier_id = $1
ORDER BY s.person_id
