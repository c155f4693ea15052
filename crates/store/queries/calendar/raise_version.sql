UPDATE calendar_table SET version = version + 1 WHERE id = $1 AND version = $2 AND edition IS NULL
