DELETE FROM marking_task WHERE dossier_id = $1 AND seat_id = $2
