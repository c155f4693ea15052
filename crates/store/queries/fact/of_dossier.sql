SELECT dossier_id, name, value, stated_by, stated_at FROM dossier_fact WHERE dossier_id = $1 ORDER BY name
