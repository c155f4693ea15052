INSERT INTO phrase_library (code, version, content, sha256, loaded_at)
VALUES ($1, $2, $3, $4, $5)
