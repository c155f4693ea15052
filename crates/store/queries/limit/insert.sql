INSERT INTO dossier_limit (dossier_id, limit_key, visit, label, scope, started_at, due_at, amount, unit, cutoff, citation,
    met_at, extended)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
