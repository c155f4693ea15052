SELECT file_id, dossier_id, sha256, media_type, state, unread, due_at, tries, done_at, pages, characters, confidence
FROM file_reading
WHERE state = 'waiting' AND due_at <= $1
ORDER BY due_at, file_id
LIMIT $2
