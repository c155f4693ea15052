SELECT export FROM council_vote WHERE id = $1 AND export IS NOT NULL
