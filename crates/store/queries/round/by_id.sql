SELECT id, code, name, organiser_id, stage, year, opens_at, closes_at, rule_set_id, council_id, procedure_code
FROM round
WHERE id = $1
