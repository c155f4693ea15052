SELECT section, answers, version, saved_at FROM dossier_section WHERE dossier_id = $1 ORDER BY section
