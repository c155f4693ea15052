UPDATE mark_sheet
SET sent_at = NULL, total = NULL, version = version + 1
WHERE id = $1 AND version = $2 AND sent_at IS NOT NULL
