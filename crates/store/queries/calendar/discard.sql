DELETE FROM calendar_table WHERE id = $1 AND version = $2 AND edition IS NULL
