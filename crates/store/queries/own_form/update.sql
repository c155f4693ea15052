UPDATE own_form
SET mapping = $3, revision = revision + 1, in_force_at = $4, ended_at = $5
WHERE id = $1 AND revision = $2
