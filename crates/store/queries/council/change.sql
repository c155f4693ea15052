UPDATE council
SET name = $3, decision_ref = $4, decided_on = $5, valid_from = $6, valid_to = $7, blind = $8, version = version + 1
WHERE id = $1 AND version = $2
