DELETE FROM calendar_day WHERE table_id = $1
