INSERT INTO agenda_item (session_id, dossier_id, position) VALUES ($1, $2, $3)
