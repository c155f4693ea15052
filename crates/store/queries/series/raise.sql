INSERT INTO register_series (body_id, series, year, next)
VALUES ($1, $2, $3, $4)
ON CONFLICT (body_id, series, year) DO UPDATE
SET next = CASE WHEN register_series.next < $4 THEN $4 ELSE register_series.next END
RETURNING next
