UPDATE decision
SET year = $2, number = $3, issued_at = $4, signer_id = $5, signer_name = $6, signer_post = $7
WHERE id = $1 AND issued_at IS NULL
