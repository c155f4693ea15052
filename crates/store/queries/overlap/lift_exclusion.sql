UPDATE overlap_exclusion
SET lifted_by = $3, lifted_at = $4
WHERE dossier_id = $1 AND number = $2 AND lifted_at IS NULL
