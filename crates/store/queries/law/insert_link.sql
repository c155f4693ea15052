INSERT INTO law_act_link (act_code, relation, position, other_code) VALUES ($1, $2, $3, $4)
