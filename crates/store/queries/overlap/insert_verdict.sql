INSERT INTO overlap_verdict (dossier_id, source_id, ordinal, verdict, note, submission, source_submission, share, longest,
    by_id, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
