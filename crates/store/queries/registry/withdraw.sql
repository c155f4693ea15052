UPDATE registry_entry SET withdrawn = $2 WHERE dossier_id = $1
