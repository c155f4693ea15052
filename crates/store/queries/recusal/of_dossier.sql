SELECT dossier_id, seat_id, reason, declared_at FROM recusal WHERE dossier_id = $1 ORDER BY declared_at, seat_id
