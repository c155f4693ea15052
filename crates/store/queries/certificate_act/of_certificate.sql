SELECT certificate_id, ordinal, kind, reason, decision_label, decided_on, acted_by, acted_at
FROM certificate_act
WHERE certificate_id = $1
ORDER BY ordinal
