INSERT INTO correction_event (item_id, ordinal, round, state, reply, note, by_id, by_name, at)
SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8
FROM correction_event
WHERE item_id = $1
