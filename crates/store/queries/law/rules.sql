SELECT id, key, scope_kind, scope_code, pack, name, value_kind, amount, divisor, limit_unit, words, unit,
    valid_from, valid_to, act_code, article, certainty, note
FROM law_rule
ORDER BY key, scope_kind, scope_code, COALESCE(valid_from, '')
