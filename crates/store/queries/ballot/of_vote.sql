SELECT b.seat_id, r.name, b.choice, b.blinded
FROM vote_ballot b
JOIN vote_roll r ON r.vote_id = b.vote_id AND r.seat_id = b.seat_id
WHERE b.vote_id = $1
ORDER BY b.seat_id
