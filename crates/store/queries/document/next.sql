INSERT INTO document_series (body_id, symbol, year, next)
VALUES ($1, $2, $3, 2)
ON CONFLICT (body_id, symbol, year) DO UPDATE SET next = document_series.next + 1
RETURNING next - 1 AS number
