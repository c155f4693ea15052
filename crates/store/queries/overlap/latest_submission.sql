SELECT s.dossier_id, s.ordinal, s.submitted_at, d.rule_set_id
FROM submission s
JOIN dossier d ON d.id = s.dossier_id
WHERE s.dossier_id = $1 AND d.stage <> 'service'
ORDER BY s.ordinal DESC
LIMIT 1
