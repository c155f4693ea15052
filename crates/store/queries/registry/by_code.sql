SELECT dossier_id, code, title, summary, authors_line, unit_name, organiser_name, organiser_id, field_code, field_name,
    stage, year, decision_label, decided_on, average, published, content, class, withdrawn
FROM registry_entry
WHERE code = $1 AND published AND NOT withdrawn
