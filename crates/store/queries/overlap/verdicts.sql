SELECT dossier_id, source_id, ordinal, verdict, note, submission, source_submission, share, longest, by_id, by_name, at
FROM overlap_verdict
WHERE dossier_id = $1
ORDER BY source_id, ordinal
