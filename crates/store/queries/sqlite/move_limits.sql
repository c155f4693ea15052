UPDATE dossier_limit SET due_at = c.due, watch_at = 0
FROM (
    SELECT unhex(value ->> 'd') AS id, value ->> 'k' AS limit_key, value ->> 'v' AS visit, value ->> 'n' AS due
    FROM json_each($1)
) AS c
WHERE dossier_limit.dossier_id = c.id AND dossier_limit.limit_key = c.limit_key AND dossier_limit.visit = c.visit
