SELECT d.id, d.organiser_id, d.stage, d.subject, d.symbol, d.grounds, d.drafted_by, d.drafted_at, d.year, d.number,
    d.issued_at, d.signer_id, d.signer_name, d.signer_post
FROM decision d
JOIN decision_item i ON i.decision_id = d.id
WHERE i.dossier_id = $1
