UPDATE dossier_pause SET until_at = $2 WHERE dossier_id = $1 AND until_at IS NULL
