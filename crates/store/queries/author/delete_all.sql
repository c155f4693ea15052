DELETE FROM dossier_author WHERE dossier_id = $1
