INSERT INTO confirmation (dossier_id, confirmed_by, first_applied_on, filed_on, last_day, note, confirmed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
