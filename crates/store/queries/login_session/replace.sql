UPDATE login_session
SET replaced = TRUE, expires_at = CASE WHEN expires_at < $2 THEN expires_at ELSE $2 END
WHERE token_hash = $1 AND NOT replaced
