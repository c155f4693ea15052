INSERT INTO council_vote (id, session_id, dossier_id, round, secret, question, choices, checking_key, opened_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
