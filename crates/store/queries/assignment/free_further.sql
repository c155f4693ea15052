DELETE FROM further_marker WHERE dossier_id = $1 AND seat_id = $2
