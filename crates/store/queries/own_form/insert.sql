INSERT INTO own_form (id, unit_id, kind, version, name, sha256, places, mapping, revision, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
