-- Rubrics written on pages. Once in force a version never changes: rounds and their dossiers are bound to the
-- rule set that was made of it.

CREATE TABLE rubric_version (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    number BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    content TEXT NOT NULL,
    note TEXT NOT NULL,
    -- New rounds are opened by it from this day on; a draft has none.
    in_force_from TEXT NULL,
    rule_set_id UUID NULL REFERENCES rule_set (id),
    edited_by UUID NOT NULL REFERENCES person (id),
    edited_at BIGINT NOT NULL,
    CONSTRAINT rubric_version_pkey PRIMARY KEY (id),
    CONSTRAINT rubric_version_code_number_unique UNIQUE (code, number),
    CONSTRAINT rubric_version_number_check CHECK (number >= 1 AND revision >= 1),
    CONSTRAINT rubric_version_force_check CHECK ((in_force_from IS NULL) = (rule_set_id IS NULL))
);
