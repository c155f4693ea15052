SELECT series AS register, year FROM register_series WHERE body_id = $1 AND series <> 'receipt'
UNION
SELECT 'document:' || symbol AS register, year FROM document_series WHERE body_id = $1
ORDER BY register, year
