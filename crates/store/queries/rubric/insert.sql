INSERT INTO rubric_version (id, code, number, revision, content, note, in_force_from, rule_set_id, edited_by, edited_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
