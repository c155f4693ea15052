SELECT id, session_id, dossier_id, seat_id, scores, comments, vote, remark, total, version, saved_at, sent_at
FROM mark_sheet
WHERE dossier_id = $1 AND seat_id = $2
