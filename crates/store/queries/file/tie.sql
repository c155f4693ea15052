UPDATE evidence_file SET component = $3 WHERE dossier_id = $1 AND id = $2 AND removed_at IS NULL AND component IS NULL
