INSERT INTO document_series (body_id, symbol, year, next)
VALUES ($1, $2, $3, $4)
ON CONFLICT (body_id, symbol, year) DO UPDATE
SET next = CASE WHEN document_series.next < $4 THEN $4 ELSE document_series.next END
RETURNING next
