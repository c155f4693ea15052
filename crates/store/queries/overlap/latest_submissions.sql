SELECT s.dossier_id, s.ordinal, s.submitted_at, d.rule_set_id, d.procedure_version_id,
    (SELECT MAX(r.done_at) FROM file_reading r WHERE r.dossier_id = s.dossier_id AND r.state = 'read') AS read_at
FROM submission s
JOIN dossier d ON d.id = s.dossier_id
WHERE s.dossier_id IN (
        SELECT dossier_id FROM submission WHERE submitted_at >= $1
        UNION
        SELECT dossier_id FROM file_reading WHERE done_at >= $1 AND state = 'read'
    )
    AND d.stage <> 'service'
    AND NOT EXISTS (SELECT 1 FROM submission n WHERE n.dossier_id = s.dossier_id AND n.ordinal > s.ordinal)
ORDER BY s.submitted_at, s.dossier_id
