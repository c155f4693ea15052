SELECT s.id, s.council_id, c.name AS council_name, s.title, s.place, s.meets_at, s.state, s.version, s.closed_at,
    s.concluded_at, s.voting, s.locked_at
FROM council_session s
JOIN council c ON c.id = s.council_id
WHERE s.id = $1
