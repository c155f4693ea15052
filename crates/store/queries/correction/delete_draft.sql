DELETE FROM correction_draft WHERE dossier_id = $1
