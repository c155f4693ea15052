INSERT INTO calendar_day (table_id, day, kind, name, act, article, certainty)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (table_id, day) DO UPDATE SET kind = excluded.kind, name = excluded.name, act = excluded.act,
    article = excluded.article, certainty = excluded.certainty
