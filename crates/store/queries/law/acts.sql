SELECT code, pack, cited_as, number, kind, title, issuer, issued_on, in_force_from, ended_on, certainty, note, source
FROM law_act
ORDER BY code
