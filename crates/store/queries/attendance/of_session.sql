SELECT session_id, seat_id, present, reason, noted_at FROM attendance WHERE session_id = $1 ORDER BY seat_id
