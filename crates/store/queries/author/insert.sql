INSERT INTO dossier_author (dossier_id, position, person_id, full_name, born_on, workplace, job_position, qualification, share)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
