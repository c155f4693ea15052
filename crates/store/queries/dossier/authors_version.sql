SELECT authors_version FROM dossier WHERE id = $1
