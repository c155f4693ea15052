UPDATE role_grant SET valid_to = $2 WHERE id = $1 AND (valid_to IS NULL OR valid_to > $2)
