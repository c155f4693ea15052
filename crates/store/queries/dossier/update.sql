UPDATE dossier
SET code = $2, round_id = $3, rule_set_id = $4, unit_version_id = $5, field_id = $6, title = $7, title_sort = $8,
    authors_line = $9, search_key = $10, stage = $11, owner_id = $12, unit_id = $13, desk_id = $14, organiser_id = $15,
    council_id = $16, state = $17, version = version + 1, created_at = $19, updated_at = $20, submitted_at = $21,
    due_on = $22, ended_at = $23, refusal = $24, end_note = $25, procedure_version_id = $26, step = $27,
    step_since = $28, visit = $29, clock = $30, payment = $31, delivery = $32, exchange = $33,
    veiled_since = $34, code_key = $35
WHERE id = $1 AND version = $18
