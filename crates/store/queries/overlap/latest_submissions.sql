SELECT s.dossier_id, s.ordinal, s.submitted_at, d.rule_set_id
FROM submission s
JOIN dossier d ON d.id = s.dossier_id
WHERE s.submitted_at >= $1 AND d.stage <> 'service'
    AND NOT EXISTS (SELECT 1 FROM submission n WHERE n.dossier_id = s.dossier_id AND n.ordinal > s.ordinal)
ORDER BY s.submitted_at, s.dossier_id
