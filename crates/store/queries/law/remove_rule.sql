DELETE FROM law_rule WHERE id = $1
