DELETE FROM marking_plan WHERE session_id = $1 AND version = $2
