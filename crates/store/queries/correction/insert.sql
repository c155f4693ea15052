INSERT INTO correction (id, dossier_id, round, number, asked_in, place, file_id, file_name, page, quote, class, class_label, severity, found, wanted, requirement, basis, state, reply, answer, asked_by, asked_at, answered_at, waived_by, waived_reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
