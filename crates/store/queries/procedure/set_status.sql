UPDATE procedure_version
SET status = $3, active_from = $4, active_to = $5, edited_by = $6, edited_at = $7, revision = revision + 1
WHERE id = $1 AND revision = $2
