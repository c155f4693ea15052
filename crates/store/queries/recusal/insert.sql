INSERT INTO recusal (dossier_id, seat_id, reason, declared_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (dossier_id, seat_id) DO NOTHING
