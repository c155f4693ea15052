SELECT file_id, dossier_id, sha256, media_type, state, unread, due_at, tries, done_at, pages, characters, confidence
FROM file_reading
WHERE file_id = $1
