SELECT guests FROM council_session WHERE id = $1
