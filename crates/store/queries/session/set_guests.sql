UPDATE council_session SET guests = $2, version = version + 1 WHERE id = $1
