INSERT INTO certificate (id, code, dossier_id, author_position, decision_id, organiser_id, year, number, issued_at, state, face, replaces)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
