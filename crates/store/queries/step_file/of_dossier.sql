SELECT id, dossier_id, visit, component, sha256, name, media_type, size, added_by, added_at, removed_at
FROM step_file
WHERE dossier_id = $1 AND removed_at IS NULL
ORDER BY added_at, id
