SELECT table_id, day, kind, name, act, article, certainty
FROM calendar_day
ORDER BY table_id, day
