SELECT person_id, full_name, born_on, workplace, job_position, qualification, share
FROM dossier_author
WHERE dossier_id = $1
ORDER BY position
