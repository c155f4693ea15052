SELECT dossier_id, title, body_id, symbol, year, number, issued_at, issued_by
FROM dossier_document
WHERE body_id = $1 AND symbol = $2 AND year = $3
ORDER BY number
