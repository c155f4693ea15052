SELECT id, organiser_id, stage, subject, symbol, grounds, drafted_by, drafted_at, year, number, issued_at, signer_id,
    signer_name, signer_post
FROM decision
WHERE id = $1
