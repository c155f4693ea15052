INSERT INTO council_session (id, council_id, title, place, meets_at, state, version, closed_at, concluded_at, voting)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
