SELECT next FROM document_series WHERE body_id = $1 AND symbol = $2 AND year = $3
