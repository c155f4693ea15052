SELECT id, dossier_id, round, number, asked_in, place, file_id, file_name, page, quote, class, class_label, severity, found, wanted, requirement, basis, state, reply, answer, asked_by, asked_at, answered_at, waived_by, waived_reason
FROM correction
WHERE dossier_id = $1
ORDER BY round, number
