-- Procedures and their versions.
--
-- A version is one readable file. While it is a draft its text may change, each save from the
-- revision that was read; from then on the text is fixed, because dossiers are bound to it.

CREATE TABLE procedure (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT procedure_pkey PRIMARY KEY (id),
    CONSTRAINT procedure_code_unique UNIQUE (code),
    CONSTRAINT procedure_code_check CHECK (code <> ''),
    CONSTRAINT procedure_name_check CHECK (name <> '')
);

CREATE TABLE procedure_version (
    id UUID NOT NULL,
    procedure_id UUID NOT NULL REFERENCES procedure (id),
    number BIGINT NOT NULL,
    status TEXT NOT NULL,
    document TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    revision BIGINT NOT NULL,
    -- New dossiers are bound to it from the first moment and before the second.
    active_from BIGINT,
    active_to BIGINT,
    note TEXT NOT NULL,
    edited_by UUID REFERENCES person (id),
    edited_at BIGINT NOT NULL,
    CONSTRAINT procedure_version_pkey PRIMARY KEY (id),
    CONSTRAINT procedure_version_procedure_id_number_unique UNIQUE (procedure_id, number),
    CONSTRAINT procedure_version_number_check CHECK (number >= 1),
    CONSTRAINT procedure_version_revision_check CHECK (revision >= 1),
    CONSTRAINT procedure_version_sha256_check CHECK (length(sha256) = 64),
    CONSTRAINT procedure_version_status_check CHECK (status IN ('draft', 'checked', 'active', 'retired')),
    -- Only what has been activated has a range, and an active version has a beginning.
    CONSTRAINT procedure_version_range_check CHECK (
        (active_from IS NOT NULL OR active_to IS NULL)
        AND (active_to IS NULL OR active_from < active_to)
        AND (status NOT IN ('draft', 'checked') OR active_from IS NULL)
        AND (status <> 'active' OR active_from IS NOT NULL)
    )
);
CREATE INDEX procedure_version_range_index ON procedure_version (procedure_id, active_from);

-- only: postgres
CREATE FUNCTION check_procedure_range() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two activations of one procedure wait for each other, so neither misses the other's range.
    PERFORM 1 FROM procedure WHERE id = NEW.procedure_id FOR UPDATE;
    IF EXISTS (
        SELECT 1 FROM procedure_version other
        WHERE other.procedure_id = NEW.procedure_id AND other.id <> NEW.id AND other.active_from IS NOT NULL
            AND (NEW.active_to IS NULL OR other.active_from < NEW.active_to)
            AND (other.active_to IS NULL OR NEW.active_from < other.active_to)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'procedure_version_one_active', CONSTRAINT = 'procedure_version_one_active';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER procedure_version_one_active_insert BEFORE INSERT ON procedure_version
    FOR EACH ROW WHEN (NEW.active_from IS NOT NULL) EXECUTE FUNCTION check_procedure_range();
CREATE TRIGGER procedure_version_one_active_update BEFORE UPDATE OF active_from, active_to ON procedure_version
    FOR EACH ROW WHEN (NEW.active_from IS NOT NULL) EXECUTE FUNCTION check_procedure_range();
CREATE TRIGGER procedure_version_text_fixed BEFORE UPDATE OF document, sha256 ON procedure_version
    FOR EACH ROW WHEN (OLD.status <> 'draft' AND (NEW.document <> OLD.document OR NEW.sha256 <> OLD.sha256))
    EXECUTE FUNCTION refuse_change();
-- end only

-- only: sqlite
CREATE TRIGGER procedure_version_one_active_insert BEFORE INSERT ON procedure_version
WHEN NEW.active_from IS NOT NULL
    AND EXISTS (
        SELECT 1 FROM procedure_version other
        WHERE other.procedure_id = NEW.procedure_id AND other.id <> NEW.id AND other.active_from IS NOT NULL
            AND (NEW.active_to IS NULL OR other.active_from < NEW.active_to)
            AND (other.active_to IS NULL OR NEW.active_from < other.active_to)
    )
BEGIN SELECT RAISE(ABORT, 'procedure_version_one_active'); END;
CREATE TRIGGER procedure_version_one_active_update BEFORE UPDATE OF active_from, active_to ON procedure_version
WHEN NEW.active_from IS NOT NULL
    AND EXISTS (
        SELECT 1 FROM procedure_version other
        WHERE other.procedure_id = NEW.procedure_id AND other.id <> NEW.id AND other.active_from IS NOT NULL
            AND (NEW.active_to IS NULL OR other.active_from < NEW.active_to)
            AND (other.active_to IS NULL OR NEW.active_from < other.active_to)
    )
BEGIN SELECT RAISE(ABORT, 'procedure_version_one_active'); END;
CREATE TRIGGER procedure_version_text_fixed BEFORE UPDATE OF document, sha256 ON procedure_version
WHEN OLD.status <> 'draft' AND (NEW.document <> OLD.document OR NEW.sha256 <> OLD.sha256)
BEGIN SELECT RAISE(ABORT, 'procedure_version_text_fixed'); END;
-- end only
