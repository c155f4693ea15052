SELECT id FROM dossier WHERE procedure_version_id IS NULL AND state <> 'draft' AND id > $1 ORDER BY id LIMIT $2
