UPDATE agenda_item
SET carried = $3, in_favour = $4, base = $5, needed = $6, average = $7, settled = $8
WHERE session_id = $1 AND dossier_id = $2
