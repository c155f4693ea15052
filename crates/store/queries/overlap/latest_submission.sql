SELECT s.dossier_id, s.ordinal, s.submitted_at, d.rule_set_id, d.procedure_version_id,
    (SELECT MAX(r.done_at) FROM file_reading r WHERE r.dossier_id = s.dossier_id AND r.state = 'read') AS read_at
FROM submission s
JOIN dossier d ON d.id = s.dossier_id
WHERE s.dossier_id = $1 AND d.stage <> 'service'
ORDER BY s.ordinal DESC
LIMIT 1
