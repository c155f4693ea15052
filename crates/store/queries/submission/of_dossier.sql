SELECT dossier_id, ordinal, content, sha256, submitted_at
FROM submission
WHERE dossier_id = $1
ORDER BY ordinal
