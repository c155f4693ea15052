SELECT dossier_id, confirmed_by, first_applied_on, filed_on, last_day, note, confirmed_at
FROM confirmation
WHERE dossier_id = $1
