SELECT kind, owner_id, file, width, height, millimetres, placed_by, placed_at
FROM stamp_picture
WHERE kind = $1 AND owner_id = $2
