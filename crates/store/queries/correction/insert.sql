INSERT INTO correction_item (id, dossier_id, round, number, place, requirement, basis, state, answer, asked_by, asked_at, answered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
