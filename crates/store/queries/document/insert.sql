INSERT INTO dossier_document (dossier_id, ordinal, title, body_id, symbol, year, number, issued_at, issued_by)
SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8
FROM dossier_document
WHERE dossier_id = $1
