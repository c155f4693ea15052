UPDATE step_file SET removed_at = $3 WHERE dossier_id = $1 AND id = $2 AND removed_at IS NULL
