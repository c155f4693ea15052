SELECT id, unit_id, kind, version, name, sha256, places, mapping, revision, added_by, added_at, in_force_at, ended_at
FROM own_form
ORDER BY unit_id, kind, version DESC
