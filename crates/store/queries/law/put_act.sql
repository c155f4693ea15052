INSERT INTO law_act (code, pack, cited_as, number, kind, title, issuer, issued_on, in_force_from, ended_on, certainty, note, source)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (code) DO UPDATE SET pack = excluded.pack, cited_as = excluded.cited_as, number = excluded.number,
    kind = excluded.kind, title = excluded.title, issuer = excluded.issuer, issued_on = excluded.issued_on,
    in_force_from = excluded.in_force_from, ended_on = excluded.ended_on, certainty = excluded.certainty,
    note = excluded.note, source = excluded.source
