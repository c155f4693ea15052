DELETE FROM marking_task WHERE session_id = $1
