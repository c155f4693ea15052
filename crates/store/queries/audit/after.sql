SELECT position, at, actor_id, act, subject_id, payload, previous, hash
FROM audit_event
WHERE position > $1
ORDER BY position
LIMIT $2
