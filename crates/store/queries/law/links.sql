SELECT act_code, relation, other_code
FROM law_act_link
ORDER BY act_code, relation, position
