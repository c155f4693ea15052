SELECT id, session_id, dossier_id, round, secret, question, choices, checking_key, opened_at, closed_at, in_favour,
    against, abstained, seal, repealed_at, repeal_reason
FROM council_vote
WHERE session_id = $1 AND dossier_id = $2 AND repealed_at IS NULL
