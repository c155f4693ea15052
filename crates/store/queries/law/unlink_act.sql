DELETE FROM law_act_link WHERE act_code = $1
