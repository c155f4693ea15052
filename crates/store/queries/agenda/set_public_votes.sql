UPDATE agenda_item
SET public_votes = $3, public_evidence = $4, public_reason = $5
WHERE session_id = $1 AND dossier_id = $2
