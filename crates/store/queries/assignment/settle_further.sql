DELETE FROM further_marker
WHERE session_id = $1
    AND (seat_id IS NULL OR EXISTS (
        SELECT 1 FROM marking_task t
        WHERE t.dossier_id = further_marker.dossier_id AND t.seat_id = further_marker.seat_id
    ))
