DELETE FROM law_act WHERE code = $1
