SELECT session_id, dossier_id, position, carried, in_favour, base, needed, average, settled, discussion, discussion_version,
    discussion_at, public_votes, public_evidence, public_reason
FROM agenda_item
WHERE session_id = $1
ORDER BY position
