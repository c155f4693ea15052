SELECT content FROM file_reading WHERE file_id = $1 AND state = 'read'
