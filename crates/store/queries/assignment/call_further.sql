INSERT INTO further_marker (session_id, dossier_id, seat_id, called_at) VALUES ($1, $2, $3, $4)
