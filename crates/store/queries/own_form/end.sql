UPDATE own_form
SET ended_at = $3, revision = revision + 1
WHERE unit_id = $1 AND kind = $2 AND in_force_at IS NOT NULL AND ended_at IS NULL
