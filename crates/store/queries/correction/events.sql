SELECT e.item_id, e.round, e.state, e.reply, e.note, e.by_id, e.by_name, e.at
FROM correction_event e
JOIN correction c ON c.id = e.item_id
WHERE c.dossier_id = $1
ORDER BY c.round, c.number, e.ordinal
