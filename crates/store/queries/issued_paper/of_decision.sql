SELECT decision_id, position, certificate_id, room, room_hash, fault
FROM issued_paper
WHERE decision_id = $1
ORDER BY position
