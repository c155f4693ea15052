INSERT INTO law_rule (id, key, scope_kind, scope_code, pack, name, value_kind, amount, divisor, limit_unit, words, unit, valid_from, valid_to, act_code, article, certainty, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
