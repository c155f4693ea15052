UPDATE login_session SET seen_at = $2 WHERE token_hash = $1
