INSERT INTO limit_change (dossier_id, ordinal, limit_key, visit, at, old_due, new_due, reason, by_id)
SELECT c.id, c.rank + COALESCE((SELECT MAX(x.ordinal) FROM limit_change x WHERE x.dossier_id = c.id), 0),
    c.limit_key, c.visit, $2, c.old_due, c.new_due, $3, $4
FROM (
    SELECT unhex(value ->> 'd') AS id, value ->> 'k' AS limit_key, value ->> 'v' AS visit, value ->> 'o' AS old_due,
        value ->> 'n' AS new_due, value ->> 'r' AS rank
    FROM json_each($1)
) AS c
