INSERT INTO limit_deed (dossier_id, limit_key, visit, kind, hours_before, extended, due_at, at, hindrance)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
