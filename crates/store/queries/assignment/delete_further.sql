DELETE FROM further_marker WHERE session_id = $1
