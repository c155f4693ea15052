UPDATE dossier SET due_on = c.due_on, version = version + 1
FROM (SELECT unhex(value ->> 'd') AS id, value ->> 'n' AS due_on FROM json_each($1)) AS c
WHERE dossier.id = c.id
