SELECT decision_id, position, version, sha256, size, state, report, added_by, added_at
FROM paper_version
WHERE sha256 = $1
ORDER BY added_at, decision_id, position
