INSERT INTO session_paper (session_id, kind, content, sha256, drawn_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (session_id, kind) DO UPDATE SET content = $3, sha256 = $4, drawn_at = $5
