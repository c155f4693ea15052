UPDATE dossier_visit SET left_at = $3 WHERE dossier_id = $1 AND ordinal = $2 AND left_at IS NULL
