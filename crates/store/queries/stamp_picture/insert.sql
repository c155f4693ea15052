INSERT INTO stamp_picture (kind, owner_id, file, width, height, millimetres, placed_by, placed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
