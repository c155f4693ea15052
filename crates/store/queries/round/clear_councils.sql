DELETE FROM round_council WHERE round_id = $1 AND council_id = $2
