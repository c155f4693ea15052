SELECT code, version, content, sha256, loaded_at
FROM phrase_library
ORDER BY code, version DESC
