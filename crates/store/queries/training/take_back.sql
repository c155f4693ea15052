DELETE FROM training_release WHERE dossier_id = $1
