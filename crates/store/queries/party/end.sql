UPDATE dossier_party SET current = FALSE WHERE dossier_id = $1 AND current
