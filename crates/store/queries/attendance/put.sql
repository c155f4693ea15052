INSERT INTO attendance (session_id, seat_id, present, reason, noted_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (session_id, seat_id) DO UPDATE SET present = $3, reason = $4, noted_at = $5
