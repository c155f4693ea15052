SELECT r.vote_id, r.seat_id, r.name
FROM vote_roll r
JOIN council_vote v ON v.id = r.vote_id
WHERE v.session_id = $1
ORDER BY r.vote_id, r.name
