INSERT INTO certificate_act (certificate_id, ordinal, kind, reason, decision_label, decided_on, acted_by, acted_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
