INSERT INTO delegation (id, from_person, to_person, role, unit_id, valid_from, valid_to, reason, created_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
