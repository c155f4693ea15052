SELECT session_id, needs, way, version, made_by, made_at FROM marking_plan WHERE session_id = $1
