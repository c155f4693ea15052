DELETE FROM stamp_picture WHERE kind = $1 AND owner_id = $2
