INSERT INTO registry_entry (dossier_id, code, title, title_sort, summary, authors_line, search_key, unit_name,
    organiser_name, organiser_id, field_code, field_name, stage, year, decision_label, decided_on, average, published,
    content, class)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
