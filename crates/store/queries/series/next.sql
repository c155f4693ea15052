INSERT INTO register_series (body_id, series, year, next)
VALUES ($1, $2, $3, 2)
ON CONFLICT (body_id, series, year) DO UPDATE SET next = register_series.next + 1
RETURNING next - 1 AS number
