SELECT dossier_id, reason, from_at, until_at FROM dossier_pause WHERE dossier_id = $1 ORDER BY ordinal
