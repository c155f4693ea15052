INSERT INTO schema_migration (version, name, sha256, applied_at)
VALUES ($1, $2, $3, CAST(CURRENT_TIMESTAMP AS TEXT))
