UPDATE rubric_version
SET content = $3, note = $4, edited_by = $5, edited_at = $6, revision = revision + 1
WHERE id = $1 AND revision = $2 AND in_force_from IS NULL
