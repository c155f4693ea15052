INSERT INTO mark_sheet (id, session_id, dossier_id, seat_id, scores, comments, vote, remark, total, version, saved_at, sent_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11)
ON CONFLICT (dossier_id, seat_id) DO NOTHING
