SELECT code FROM registry_entry WHERE dossier_id = $1 AND published
