SELECT dossier_id, ordinal, procedure_version_id, step, state, entered_at, entered_by, came_by, left_at
FROM dossier_visit
WHERE dossier_id = $1
ORDER BY ordinal
