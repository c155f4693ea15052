UPDATE file_reading
SET state = $3, unread = $4, due_at = $5, tries = $6, done_at = $7, pages = $8, characters = $9, confidence = $10, content = $11, search_key = $12
WHERE file_id = $1 AND tries = $2 AND state <> 'read'
