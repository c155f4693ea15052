SELECT id, dossier_id, component, sha256, name, media_type, size, added_at, removed_at
FROM evidence_file
WHERE dossier_id = $1 AND removed_at IS NULL
ORDER BY added_at, id
