UPDATE council_vote
SET closed_at = $2, in_favour = $3, against = $4, abstained = $5, export = $6, seal = $7
WHERE id = $1 AND closed_at IS NULL AND repealed_at IS NULL
