UPDATE delegation SET valid_to = $2 WHERE id = $1 AND valid_to > $2 AND valid_from < $2
