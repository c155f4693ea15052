INSERT INTO role_grant (id, person_id, role, unit_id, valid_from, valid_to, granted_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)
