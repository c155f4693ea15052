SELECT next FROM register_series WHERE body_id = $1 AND series = $2 AND year = $3
