SELECT file_id, dossier_id, sha256, media_type, state, unread, due_at, tries, done_at, pages, characters, confidence
FROM file_reading
WHERE dossier_id = $1
ORDER BY done_at IS NULL, done_at, file_id
