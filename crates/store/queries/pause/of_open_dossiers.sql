SELECT p.dossier_id, p.reason, p.from_at, p.until_at
FROM dossier_pause p
JOIN dossier d ON d.id = p.dossier_id
WHERE d.ended_at IS NULL
ORDER BY p.dossier_id, p.ordinal
