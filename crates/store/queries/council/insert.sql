INSERT INTO council (id, unit_id, name, stage, decision_ref, valid_from, valid_to)
VALUES ($1, $2, $3, $4, $5, $6, $7)
