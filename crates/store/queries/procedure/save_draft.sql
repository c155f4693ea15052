UPDATE procedure_version
SET document = $3, sha256 = $4, note = $5, edited_by = $6, edited_at = $7, revision = revision + 1
WHERE id = $1 AND revision = $2 AND status = 'draft'
