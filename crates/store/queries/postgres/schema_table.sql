CREATE TABLE IF NOT EXISTS schema_migration (
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    CONSTRAINT schema_migration_pkey PRIMARY KEY (version)
)
