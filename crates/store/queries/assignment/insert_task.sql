INSERT INTO marking_task (session_id, dossier_id, seat_id) VALUES ($1, $2, $3)
