SELECT decision_id, position, version, sha256, size, state, report, added_by, added_at
FROM paper_version
WHERE decision_id = $1
ORDER BY position, version
