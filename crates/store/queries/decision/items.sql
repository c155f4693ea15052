SELECT decision_id, dossier_id FROM decision_item WHERE decision_id = $1 ORDER BY position
