SELECT session_id, seat_id, position, name, post, signed_at FROM session_signature WHERE session_id = $1 ORDER BY position
