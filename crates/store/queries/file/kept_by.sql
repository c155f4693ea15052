SELECT COUNT(*) AS files, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes
FROM (
    SELECT sha256, size FROM evidence_file WHERE added_by = $1 AND sha256 <> $2
    UNION
    SELECT sha256, size FROM step_file WHERE added_by = $1 AND sha256 <> $2
) AS kept
