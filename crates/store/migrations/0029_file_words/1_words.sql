-- What a file says, folded for search. What was read before is read again for it.
ALTER TABLE file_reading ADD COLUMN search_key TEXT;
UPDATE file_reading SET state = 'waiting', done_at = NULL, content = NULL, tries = 0, characters = 0 WHERE state = 'read';
