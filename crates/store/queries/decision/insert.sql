INSERT INTO decision (id, organiser_id, stage, subject, symbol, grounds, drafted_by, drafted_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
