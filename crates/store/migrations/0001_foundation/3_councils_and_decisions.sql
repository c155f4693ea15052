-- Sessions, sheets, decisions, certificates, the registry and its numbers.

CREATE TABLE council_session (
    id UUID NOT NULL,
    council_id UUID NOT NULL REFERENCES council (id),
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    meets_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    closed_at BIGINT,
    concluded_at BIGINT,
    CONSTRAINT council_session_pkey PRIMARY KEY (id),
    CONSTRAINT council_session_state_check CHECK (state IN ('marking', 'tallying', 'concluded')),
    CONSTRAINT council_session_times_check CHECK ((state = 'marking' OR closed_at IS NOT NULL) AND (state <> 'concluded' OR concluded_at IS NOT NULL))
);
CREATE INDEX council_session_council_id_index ON council_session (council_id, meets_at);

CREATE TABLE agenda_item (
    session_id UUID NOT NULL REFERENCES council_session (id),
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    position BIGINT NOT NULL,
    carried BOOLEAN,
    in_favour BIGINT,
    base BIGINT,
    needed BIGINT,
    -- Hundredths of a point.
    average BIGINT,
    CONSTRAINT agenda_item_pkey PRIMARY KEY (session_id, dossier_id),
    CONSTRAINT agenda_item_dossier_id_unique UNIQUE (dossier_id),
    CONSTRAINT agenda_item_session_id_position_unique UNIQUE (session_id, position),
    CONSTRAINT agenda_item_position_check CHECK (position >= 1),
    CONSTRAINT agenda_item_verdict_check CHECK (
        (carried IS NULL AND in_favour IS NULL AND base IS NULL AND needed IS NULL AND average IS NULL)
        OR (carried IS NOT NULL AND in_favour IS NOT NULL AND base IS NOT NULL AND needed IS NOT NULL)
    ),
    CONSTRAINT agenda_item_votes_check CHECK (in_favour >= 0 AND base >= 0 AND needed >= 0),
    CONSTRAINT agenda_item_average_check CHECK (average >= 0)
);

CREATE TABLE mark_sheet (
    id UUID NOT NULL,
    session_id UUID NOT NULL,
    dossier_id UUID NOT NULL,
    seat_id UUID NOT NULL REFERENCES council_seat (id),
    scores TEXT NOT NULL,
    comments TEXT NOT NULL,
    vote TEXT,
    remark TEXT NOT NULL,
    total BIGINT,
    version BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    sent_at BIGINT,
    CONSTRAINT mark_sheet_pkey PRIMARY KEY (id),
    CONSTRAINT mark_sheet_dossier_id_seat_id_unique UNIQUE (dossier_id, seat_id),
    CONSTRAINT mark_sheet_agenda_item_fkey FOREIGN KEY (session_id, dossier_id) REFERENCES agenda_item (session_id, dossier_id),
    CONSTRAINT mark_sheet_vote_check CHECK (vote IS NULL OR vote IN ('for', 'against')),
    CONSTRAINT mark_sheet_total_check CHECK (total >= 0),
    CONSTRAINT mark_sheet_sent_check CHECK (sent_at IS NULL OR (vote IS NOT NULL AND total IS NOT NULL))
);
CREATE INDEX mark_sheet_session_id_index ON mark_sheet (session_id);

CREATE TABLE decision (
    id UUID NOT NULL,
    organiser_id UUID NOT NULL REFERENCES unit (id),
    stage TEXT NOT NULL,
    subject TEXT NOT NULL,
    symbol TEXT NOT NULL,
    grounds TEXT NOT NULL,
    drafted_by UUID NOT NULL REFERENCES person (id),
    drafted_at BIGINT NOT NULL,
    year BIGINT,
    number BIGINT,
    issued_at BIGINT,
    signer_id UUID REFERENCES person (id),
    signer_name TEXT,
    signer_post TEXT,
    CONSTRAINT decision_pkey PRIMARY KEY (id),
    CONSTRAINT decision_organiser_id_year_number_unique UNIQUE (organiser_id, year, number),
    CONSTRAINT decision_stage_check CHECK (stage IN ('base', 'reach')),
    CONSTRAINT decision_number_check CHECK (number >= 1 AND year BETWEEN 1 AND 9999),
    -- A number is given at issue and never before.
    CONSTRAINT decision_issue_check CHECK (
        (year IS NULL AND number IS NULL AND issued_at IS NULL AND signer_id IS NULL AND signer_name IS NULL AND signer_post IS NULL)
        OR (year IS NOT NULL AND number IS NOT NULL AND issued_at IS NOT NULL AND signer_id IS NOT NULL AND signer_name IS NOT NULL AND signer_post IS NOT NULL)
    )
);

CREATE TABLE decision_item (
    decision_id UUID NOT NULL REFERENCES decision (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    CONSTRAINT decision_item_pkey PRIMARY KEY (decision_id, position),
    CONSTRAINT decision_item_dossier_id_unique UNIQUE (dossier_id),
    CONSTRAINT decision_item_position_check CHECK (position >= 1)
);

CREATE TABLE certificate (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    dossier_id UUID NOT NULL,
    author_position BIGINT NOT NULL,
    decision_id UUID NOT NULL REFERENCES decision (id),
    organiser_id UUID NOT NULL REFERENCES unit (id),
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    face TEXT NOT NULL,
    CONSTRAINT certificate_pkey PRIMARY KEY (id),
    CONSTRAINT certificate_code_unique UNIQUE (code),
    CONSTRAINT certificate_organiser_id_year_number_unique UNIQUE (organiser_id, year, number),
    CONSTRAINT certificate_dossier_id_author_position_unique UNIQUE (dossier_id, author_position),
    CONSTRAINT certificate_dossier_author_fkey FOREIGN KEY (dossier_id, author_position) REFERENCES dossier_author (dossier_id, position),
    CONSTRAINT certificate_code_check CHECK (code <> ''),
    CONSTRAINT certificate_number_check CHECK (number >= 1 AND year BETWEEN 1 AND 9999),
    CONSTRAINT certificate_state_check CHECK (state IN ('valid', 'superseded', 'revoked'))
);
CREATE INDEX certificate_decision_id_index ON certificate (decision_id);

CREATE TABLE registry_entry (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    title_sort BYTEA NOT NULL,
    summary TEXT NOT NULL,
    authors_line TEXT NOT NULL,
    search_key TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    organiser_name TEXT NOT NULL,
    organiser_id UUID NOT NULL REFERENCES unit (id),
    field_code TEXT NOT NULL,
    field_name TEXT NOT NULL,
    stage TEXT NOT NULL,
    year BIGINT NOT NULL,
    decision_label TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    average BIGINT,
    published BOOLEAN NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT registry_entry_pkey PRIMARY KEY (dossier_id),
    CONSTRAINT registry_entry_code_unique UNIQUE (code),
    CONSTRAINT registry_entry_stage_check CHECK (stage IN ('base', 'reach')),
    CONSTRAINT registry_entry_year_check CHECK (year BETWEEN 1 AND 9999),
    CONSTRAINT registry_entry_decided_on_check CHECK (length(decided_on) = 10),
    CONSTRAINT registry_entry_average_check CHECK (average >= 0)
);
CREATE INDEX registry_entry_published_index ON registry_entry (published, decided_on);
CREATE INDEX registry_entry_year_index ON registry_entry (year, field_code);
CREATE INDEX registry_entry_organiser_id_index ON registry_entry (organiser_id, year);

-- The next number of each series. Read and raised in the transaction that uses the number, so
-- that a number is lost or given twice only if the act it belongs to is.
CREATE TABLE register_series (
    body_id UUID NOT NULL REFERENCES unit (id),
    series TEXT NOT NULL,
    year BIGINT NOT NULL,
    next BIGINT NOT NULL,
    CONSTRAINT register_series_pkey PRIMARY KEY (body_id, series, year),
    CONSTRAINT register_series_series_check CHECK (series IN ('receipt', 'decision', 'certificate')),
    CONSTRAINT register_series_next_check CHECK (next >= 1)
);
