-- Dossiers and what hangs on them.

CREATE TABLE dossier (
    id UUID NOT NULL,
    code TEXT,
    round_id UUID NOT NULL REFERENCES round (id),
    rule_set_id UUID NOT NULL REFERENCES rule_set (id),
    unit_version_id UUID NOT NULL REFERENCES unit_version (id),
    field_id UUID REFERENCES field (id),
    title TEXT NOT NULL,
    title_sort BYTEA NOT NULL,
    authors_line TEXT NOT NULL,
    search_key TEXT NOT NULL,
    stage TEXT NOT NULL,
    owner_id UUID NOT NULL REFERENCES person (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    desk_id UUID NOT NULL REFERENCES unit (id),
    organiser_id UUID NOT NULL REFERENCES unit (id),
    council_id UUID NOT NULL REFERENCES council (id),
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    submitted_at BIGINT,
    due_on TEXT,
    ended_at BIGINT,
    refusal TEXT,
    end_note TEXT NOT NULL,
    -- The list of authors is saved as a whole and has a version of its own.
    authors_version BIGINT NOT NULL,
    authors_saved_by UUID REFERENCES person (id),
    authors_saved_at BIGINT,
    CONSTRAINT dossier_pkey PRIMARY KEY (id),
    CONSTRAINT dossier_code_unique UNIQUE (code),
    CONSTRAINT dossier_stage_check CHECK (stage IN ('base', 'reach')),
    CONSTRAINT dossier_state_check CHECK (state IN ('draft', 'submitted', 'returned', 'accepted', 'confirmed', 'marking', 'passed', 'recognised', 'not-recognised', 'refused', 'withdrawn', 'late', 'stopped')),
    CONSTRAINT dossier_refusal_check CHECK (refusal IS NULL OR refusal IN ('incomplete', 'excluded', 'not-applied', 'duplicate', 'correction-overdue', 'not-enough-votes', 'other')),
    -- What is under way in the procedure has been received: it carries a code and a stamp.
    CONSTRAINT dossier_received_check CHECK (state IN ('draft', 'withdrawn', 'late') OR (code IS NOT NULL AND submitted_at IS NOT NULL)),
    CONSTRAINT dossier_due_on_check CHECK (due_on IS NULL OR length(due_on) = 10)
);
CREATE INDEX dossier_owner_id_index ON dossier (owner_id, state);
CREATE INDEX dossier_unit_id_index ON dossier (unit_id, state);
CREATE INDEX dossier_desk_id_index ON dossier (desk_id, state, submitted_at);
CREATE INDEX dossier_organiser_id_index ON dossier (organiser_id, state);
CREATE INDEX dossier_council_id_index ON dossier (council_id, state);
CREATE INDEX dossier_round_id_index ON dossier (round_id, state);
CREATE INDEX dossier_updated_at_index ON dossier (updated_at, id);

CREATE TABLE dossier_section (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    section TEXT NOT NULL,
    answers TEXT NOT NULL,
    version BIGINT NOT NULL,
    saved_by UUID NOT NULL REFERENCES person (id),
    saved_at BIGINT NOT NULL,
    CONSTRAINT dossier_section_pkey PRIMARY KEY (dossier_id, section)
);

CREATE TABLE dossier_author (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    position BIGINT NOT NULL,
    person_id UUID REFERENCES person (id),
    full_name TEXT NOT NULL,
    born_on TEXT,
    workplace TEXT NOT NULL,
    job_position TEXT NOT NULL,
    qualification TEXT NOT NULL,
    -- Hundredths of a percent; 0 while the author has not decided.
    share BIGINT NOT NULL,
    CONSTRAINT dossier_author_pkey PRIMARY KEY (dossier_id, position),
    CONSTRAINT dossier_author_position_check CHECK (position >= 1),
    CONSTRAINT dossier_author_born_on_check CHECK (born_on IS NULL OR length(born_on) = 10),
    CONSTRAINT dossier_author_share_check CHECK (share BETWEEN 0 AND 10000)
);
CREATE INDEX dossier_author_person_id_index ON dossier_author (person_id);

CREATE TABLE evidence_file (
    id UUID NOT NULL,
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    added_by UUID NOT NULL REFERENCES person (id),
    added_at BIGINT NOT NULL,
    removed_at BIGINT,
    CONSTRAINT evidence_file_pkey PRIMARY KEY (id),
    CONSTRAINT evidence_file_sha256_check CHECK (length(sha256) = 64),
    CONSTRAINT evidence_file_size_check CHECK (size >= 0)
);
CREATE INDEX evidence_file_dossier_id_index ON evidence_file (dossier_id, added_at);

CREATE TABLE submission (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    content TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    submitted_by UUID NOT NULL REFERENCES person (id),
    submitted_at BIGINT NOT NULL,
    CONSTRAINT submission_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT submission_ordinal_check CHECK (ordinal >= 1),
    CONSTRAINT submission_sha256_check CHECK (length(sha256) = 64)
);

CREATE TABLE correction_item (
    id UUID NOT NULL,
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    round BIGINT NOT NULL,
    number BIGINT NOT NULL,
    place TEXT NOT NULL,
    requirement TEXT NOT NULL,
    basis TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    asked_by UUID NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    CONSTRAINT correction_item_pkey PRIMARY KEY (id),
    CONSTRAINT correction_item_dossier_id_round_number_unique UNIQUE (dossier_id, round, number),
    CONSTRAINT correction_item_number_check CHECK (round >= 1 AND number >= 1),
    CONSTRAINT correction_item_state_check CHECK (state IN ('open', 'answered', 'verified'))
);

CREATE TABLE confirmation (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    confirmed_by UUID NOT NULL REFERENCES person (id),
    first_applied_on TEXT NOT NULL,
    filed_on TEXT NOT NULL,
    last_day TEXT NOT NULL,
    note TEXT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    CONSTRAINT confirmation_pkey PRIMARY KEY (dossier_id),
    CONSTRAINT confirmation_days_check CHECK (length(first_applied_on) = 10 AND length(filed_on) = 10 AND length(last_day) = 10)
);

CREATE TABLE milestone (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    by_id UUID NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    capacity TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT milestone_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT milestone_act_check CHECK (act IN ('submit', 'submit-late', 'resubmit', 'withdraw', 'accept', 'return', 'refuse', 'confirm', 'stop', 'convene', 'pass', 'reject', 'recognise')),
    CONSTRAINT milestone_state_check CHECK (state IN ('draft', 'submitted', 'returned', 'accepted', 'confirmed', 'marking', 'passed', 'recognised', 'not-recognised', 'refused', 'withdrawn', 'late', 'stopped'))
);

CREATE TABLE recusal (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    seat_id UUID NOT NULL REFERENCES council_seat (id),
    reason TEXT NOT NULL,
    declared_at BIGINT NOT NULL,
    CONSTRAINT recusal_pkey PRIMARY KEY (dossier_id, seat_id)
);
