INSERT INTO decision_item (decision_id, position, dossier_id) VALUES ($1, $2, $3)
