SELECT DISTINCT s.person_id
FROM recusal r
JOIN council_seat s ON s.id = r.seat_id
WHERE r.dossier_id = $1
ORDER BY s.person_id
