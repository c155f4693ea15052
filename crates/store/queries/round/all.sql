SELECT id, code, name, organiser_id, stage, year, opens_at, closes_at, rule_set_id, council_id, procedure_code
FROM round
-- Standing intakes, which never close, come last.
ORDER BY CASE stage WHEN 'service' THEN 1 ELSE 0 END, closes_at DESC, id
