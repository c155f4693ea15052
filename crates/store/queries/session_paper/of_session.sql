SELECT session_id, kind, content, sha256, drawn_at FROM session_paper WHERE session_id = $1 ORDER BY kind
