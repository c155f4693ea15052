-- Where dossiers have stood, who acts, and how long it may take.

CREATE TABLE dossier_visit (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    procedure_version_id UUID NOT NULL REFERENCES procedure_version (id),
    step TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    entered_by UUID REFERENCES person (id),
    -- Key of the act that led here; empty for the beginning and for a move to another version.
    came_by TEXT NOT NULL,
    left_at BIGINT,
    CONSTRAINT dossier_visit_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT dossier_visit_ordinal_check CHECK (ordinal >= 1),
    CONSTRAINT dossier_visit_step_check CHECK (step <> ''),
    CONSTRAINT dossier_visit_left_check CHECK (left_at IS NULL OR left_at >= entered_at)
);
-- A dossier stands at one step.
CREATE UNIQUE INDEX dossier_visit_open_index ON dossier_visit (dossier_id) WHERE left_at IS NULL;
CREATE INDEX dossier_visit_procedure_version_id_index ON dossier_visit (procedure_version_id, step);

CREATE TABLE dossier_party (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    visit BIGINT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    person_id UUID REFERENCES person (id),
    role TEXT,
    unit_id UUID REFERENCES unit (id),
    council_id UUID REFERENCES council (id),
    -- All members when there is none.
    post TEXT,
    current BOOLEAN NOT NULL,
    CONSTRAINT dossier_party_pkey PRIMARY KEY (dossier_id, visit, position),
    CONSTRAINT dossier_party_who_check CHECK (
        (kind = 'author' AND person_id IS NULL AND role IS NULL AND unit_id IS NULL AND council_id IS NULL AND post IS NULL)
        OR (kind = 'person' AND person_id IS NOT NULL AND role IS NULL AND unit_id IS NULL AND council_id IS NULL AND post IS NULL)
        OR (kind = 'role' AND person_id IS NULL AND role IS NOT NULL AND unit_id IS NOT NULL AND council_id IS NULL AND post IS NULL)
        OR (kind = 'council' AND person_id IS NULL AND role IS NULL AND unit_id IS NULL AND council_id IS NOT NULL)
    ),
    CONSTRAINT dossier_party_post_check CHECK (post IS NULL OR post IN ('chair', 'deputy', 'secretary', 'member'))
);
CREATE INDEX dossier_party_person_id_index ON dossier_party (person_id, dossier_id);
CREATE INDEX dossier_party_unit_id_index ON dossier_party (unit_id, role, dossier_id);
CREATE INDEX dossier_party_council_id_index ON dossier_party (council_id, dossier_id);

-- What each of several who must act has chosen at one visit; one choice for a person.
CREATE TABLE dossier_choice (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    visit BIGINT NOT NULL,
    person_id UUID NOT NULL REFERENCES person (id),
    act TEXT NOT NULL,
    opinion TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT dossier_choice_pkey PRIMARY KEY (dossier_id, visit, person_id),
    CONSTRAINT dossier_choice_act_check CHECK (act <> '')
);

CREATE TABLE dossier_limit (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    limit_key TEXT NOT NULL,
    -- The visit at which it began to run.
    visit BIGINT NOT NULL,
    label TEXT NOT NULL,
    scope TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    -- The last moment in time; nothing while the clock stands.
    due_at BIGINT,
    amount BIGINT NOT NULL,
    unit TEXT NOT NULL,
    -- Time of day after which a receipt counts for the next working day.
    cutoff TEXT,
    citation TEXT NOT NULL,
    met_at BIGINT,
    -- Units added to the amount, with reasons in limit_change.
    extended BIGINT NOT NULL,
    CONSTRAINT dossier_limit_pkey PRIMARY KEY (dossier_id, limit_key, visit),
    CONSTRAINT dossier_limit_scope_check CHECK (scope IN ('whole', 'step')),
    CONSTRAINT dossier_limit_unit_check CHECK (unit IN ('working-hour', 'working-day', 'day', 'calendar-month', 'calendar-year')),
    CONSTRAINT dossier_limit_amount_check CHECK (amount >= 0 AND extended >= 0),
    CONSTRAINT dossier_limit_met_check CHECK (met_at IS NULL OR met_at >= started_at)
);
CREATE INDEX dossier_limit_due_at_index ON dossier_limit (met_at, due_at);

CREATE TABLE dossier_pause (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    reason TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    CONSTRAINT dossier_pause_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT dossier_pause_until_check CHECK (until_at IS NULL OR until_at >= from_at)
);
CREATE UNIQUE INDEX dossier_pause_open_index ON dossier_pause (dossier_id) WHERE until_at IS NULL;

CREATE TABLE limit_change (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    limit_key TEXT NOT NULL,
    visit BIGINT NOT NULL,
    at BIGINT NOT NULL,
    old_due BIGINT,
    new_due BIGINT,
    reason TEXT NOT NULL,
    by_id UUID REFERENCES person (id),
    CONSTRAINT limit_change_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT limit_change_reason_check CHECK (reason <> '')
);

CREATE TABLE dossier_fact (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    stated_by UUID NOT NULL REFERENCES person (id),
    stated_at BIGINT NOT NULL,
    CONSTRAINT dossier_fact_pkey PRIMARY KEY (dossier_id, name)
);

-- A document that a procedure's act numbered; given in the act's transaction and never before.
CREATE TABLE dossier_document (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    title TEXT NOT NULL,
    body_id UUID NOT NULL REFERENCES unit (id),
    symbol TEXT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    issued_by UUID REFERENCES person (id),
    CONSTRAINT dossier_document_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT dossier_document_body_id_symbol_year_number_unique UNIQUE (body_id, symbol, year, number),
    CONSTRAINT dossier_document_number_check CHECK (number >= 1 AND year BETWEEN 1 AND 9999)
);

-- The next number of each series of such documents: one for a body, a symbol and a year.
CREATE TABLE document_series (
    body_id UUID NOT NULL REFERENCES unit (id),
    symbol TEXT NOT NULL,
    year BIGINT NOT NULL,
    next BIGINT NOT NULL,
    CONSTRAINT document_series_pkey PRIMARY KEY (body_id, symbol, year),
    CONSTRAINT document_series_symbol_check CHECK (symbol <> ''),
    CONSTRAINT document_series_next_check CHECK (next >= 1)
);

CREATE TABLE procedure_move (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    from_version UUID NOT NULL REFERENCES procedure_version (id),
    to_version UUID NOT NULL REFERENCES procedure_version (id),
    from_step TEXT NOT NULL,
    to_step TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_id UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    CONSTRAINT procedure_move_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT procedure_move_reason_check CHECK (reason <> '')
);

-- Someone acts for another in one role, within dates.
CREATE TABLE delegation (
    id UUID NOT NULL,
    from_person UUID NOT NULL REFERENCES person (id),
    to_person UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    valid_from BIGINT NOT NULL,
    valid_to BIGINT NOT NULL,
    reason TEXT NOT NULL,
    created_by UUID NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    CONSTRAINT delegation_pkey PRIMARY KEY (id),
    CONSTRAINT delegation_people_check CHECK (from_person <> to_person),
    CONSTRAINT delegation_valid_check CHECK (valid_from < valid_to),
    CONSTRAINT delegation_role_check CHECK (role IN ('head-of-unit', 'clerk', 'leader', 'records-clerk', 'awards-officer')),
    CONSTRAINT delegation_reason_check CHECK (reason <> '')
);
CREATE INDEX delegation_to_person_index ON delegation (to_person, valid_from);
