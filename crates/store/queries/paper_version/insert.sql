INSERT INTO paper_version (decision_id, position, version, sha256, size, state, report, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
