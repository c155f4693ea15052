INSERT INTO issued_paper (decision_id, position, certificate_id) VALUES ($1, $2, $3)
