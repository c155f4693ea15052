SELECT v.decision_id, v.position, v.version, v.sha256, v.size, v.state, v.report, v.added_by, v.added_at
FROM paper_version v
JOIN issued_paper p ON p.decision_id = v.decision_id AND p.position = v.position
WHERE p.certificate_id = $1
ORDER BY v.version DESC
LIMIT 1
