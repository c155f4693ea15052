DELETE FROM login_session WHERE token_hash = $1
