SELECT id, code, round_id, rule_set_id, unit_version_id, field_id, title, authors_line, stage, owner_id, unit_id,
    desk_id, organiser_id, council_id, state, version, created_at, updated_at, submitted_at, due_on, ended_at, refusal,
    end_note, procedure_version_id, step, step_since, visit, clock, payment, delivery, exchange,
    veiled_since
FROM dossier
WHERE id = $1
