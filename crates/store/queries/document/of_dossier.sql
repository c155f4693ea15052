SELECT dossier_id, title, body_id, symbol, year, number, issued_at, issued_by
FROM dossier_document
WHERE dossier_id = $1
ORDER BY ordinal
