SELECT round_id, field_id, desk_id FROM desk_route WHERE round_id = $1 ORDER BY position
