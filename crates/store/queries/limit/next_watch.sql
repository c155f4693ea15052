SELECT MIN(watch_at) AS watch_at FROM dossier_limit WHERE watch_at IS NOT NULL
