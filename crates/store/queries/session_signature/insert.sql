INSERT INTO session_signature (session_id, seat_id, position, name, post, signed_at) VALUES ($1, $2, $3, $4, $5, $6)
