SELECT table_id, day, kind, name, act, article, certainty
FROM calendar_day
WHERE table_id = $1
ORDER BY day
