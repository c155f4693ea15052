INSERT INTO council (id, unit_id, name, stage, decision_ref, decided_on, version, valid_from, valid_to, blind)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
