INSERT INTO dossier (id, code, round_id, rule_set_id, unit_version_id, field_id, title, title_sort, authors_line,
    search_key, stage, owner_id, unit_id, desk_id, organiser_id, council_id, state, version, created_at, updated_at,
    submitted_at, due_on, ended_at, refusal, end_note, procedure_version_id, step, step_since, visit,
    clock, payment, delivery, exchange, veiled_since, code_key, authors_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
    $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, 0)
