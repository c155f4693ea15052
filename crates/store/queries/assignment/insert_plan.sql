INSERT INTO marking_plan (session_id, needs, way, version, made_by, made_at)
VALUES ($1, $2, $3, 1, $4, $5)
ON CONFLICT (session_id) DO NOTHING
