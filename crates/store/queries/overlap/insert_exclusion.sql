INSERT INTO overlap_exclusion (dossier_id, number, submission, from_at, to_at, quote, reason, by_id, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
