UPDATE issued_paper SET room = $3, room_hash = $4, fault = $5 WHERE decision_id = $1 AND position = $2
