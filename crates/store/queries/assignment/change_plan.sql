UPDATE marking_plan
SET needs = $2, way = $3, version = version + 1, made_by = $4, made_at = $5
WHERE session_id = $1 AND version = $6
