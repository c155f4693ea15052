UPDATE agenda_item
SET discussion = $3, discussion_version = discussion_version + 1, discussion_at = $5
WHERE session_id = $1 AND dossier_id = $2 AND discussion_version = $4
