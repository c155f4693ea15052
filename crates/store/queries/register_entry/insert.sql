INSERT INTO register_entry (body_id, register, year, number, void, subject, dated_on, entered_by, entered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
