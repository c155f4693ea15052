SELECT s.code AS rules, r.name AS round, COUNT(*) AS count
FROM dossier d
JOIN rule_set s ON s.id = d.rule_set_id
JOIN round r ON r.id = d.round_id
WHERE d.ended_at IS NULL AND d.code IS NOT NULL
GROUP BY s.code, r.name
ORDER BY s.code, r.name
