SELECT number, void, subject, dated_on, entered_by, entered_at
FROM register_entry
WHERE body_id = $1 AND register = $2 AND year = $3
ORDER BY number
