INSERT INTO round (id, code, name, organiser_id, stage, year, opens_at, closes_at, rule_set_id, council_id,
    procedure_code)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
