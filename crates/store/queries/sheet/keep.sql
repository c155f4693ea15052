INSERT INTO sheet_reopening (sheet_id, version, scores, comments, vote, remark, total, sent_at, reason, reopened_by, reopened_at)
SELECT id, version, scores, comments, vote, remark, total, sent_at, $3, $4, $5
FROM mark_sheet
WHERE id = $1 AND version = $2 AND sent_at IS NOT NULL
