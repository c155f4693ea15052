SELECT id, unit_id, kind, version, name, sha256, places, mapping, revision, added_by, added_at, in_force_at, ended_at
FROM own_form
WHERE unit_id = $1 AND kind = $2 AND in_force_at <= $3 AND (ended_at IS NULL OR ended_at > $3)
ORDER BY in_force_at DESC, version DESC
LIMIT 1
