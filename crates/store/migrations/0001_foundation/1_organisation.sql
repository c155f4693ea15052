-- The tables of initiative casework.
--
-- One source for both engines: PostgreSQL SQL with the types UUID, BIGINT, TEXT, BYTEA and BOOLEAN
-- only; `schema::for_sqlite` translates it. Moments are microseconds since the Unix epoch (UTC),
-- days are ISO texts of ten characters, which sort as days do. Sort keys are bytes, so that no
-- collation of the database takes part in any order.
--
-- Constraint names are what the program sees when a write is refused:
-- <table>_pkey, <table>_<columns>_unique, <table>_<what>_check.

CREATE TABLE setting (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT setting_pkey PRIMARY KEY (key)
);

CREATE TABLE unit (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    CONSTRAINT unit_pkey PRIMARY KEY (id),
    CONSTRAINT unit_code_unique UNIQUE (code),
    CONSTRAINT unit_code_check CHECK (code <> '')
);

-- Name, kind and superior of a unit change with time; a dossier keeps the version it was filed under.
CREATE TABLE unit_version (
    id UUID NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    name_sort BYTEA NOT NULL,
    kind TEXT NOT NULL,
    parent_id UUID REFERENCES unit (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    CONSTRAINT unit_version_pkey PRIMARY KEY (id),
    CONSTRAINT unit_version_unit_id_valid_from_unique UNIQUE (unit_id, valid_from),
    CONSTRAINT unit_version_name_check CHECK (name <> ''),
    CONSTRAINT unit_version_valid_check CHECK (length(valid_from) = 10 AND (valid_to IS NULL OR valid_from <= valid_to)),
    CONSTRAINT unit_version_parent_check CHECK (parent_id IS NULL OR parent_id <> unit_id)
);

CREATE TABLE person (
    id UUID NOT NULL,
    account TEXT NOT NULL,
    -- The account in lower case; two accounts never differ by case alone.
    account_key TEXT NOT NULL,
    full_name TEXT NOT NULL,
    name_sort BYTEA NOT NULL,
    search_key TEXT NOT NULL,
    email TEXT NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    password TEXT,
    is_sample BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    CONSTRAINT person_pkey PRIMARY KEY (id),
    CONSTRAINT person_account_key_unique UNIQUE (account_key),
    CONSTRAINT person_account_check CHECK (account_key <> ''),
    CONSTRAINT person_full_name_check CHECK (full_name <> '')
);
CREATE INDEX person_unit_id_index ON person (unit_id);
CREATE INDEX person_name_sort_index ON person (name_sort, id);

CREATE TABLE role_grant (
    id UUID NOT NULL,
    person_id UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    granted_by UUID REFERENCES person (id),
    CONSTRAINT role_grant_pkey PRIMARY KEY (id),
    CONSTRAINT role_grant_role_check CHECK (role IN ('author', 'head-of-unit', 'clerk', 'leader', 'records-clerk', 'awards-officer', 'auditor', 'administrator')),
    CONSTRAINT role_grant_valid_check CHECK (valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX role_grant_person_id_index ON role_grant (person_id);
CREATE INDEX role_grant_role_unit_id_index ON role_grant (role, unit_id);

CREATE TABLE state_post (
    person_id UUID NOT NULL REFERENCES person (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    title TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    CONSTRAINT state_post_pkey PRIMARY KEY (person_id, unit_id, title, valid_from),
    CONSTRAINT state_post_title_check CHECK (title <> ''),
    CONSTRAINT state_post_valid_check CHECK (valid_to IS NULL OR valid_from < valid_to)
);

CREATE TABLE login_session (
    token_hash BYTEA NOT NULL,
    person_id UUID NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    rotated_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- Another session has taken its place; it lives on for requests under way.
    replaced BOOLEAN NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    CONSTRAINT login_session_pkey PRIMARY KEY (token_hash),
    CONSTRAINT login_session_token_hash_check CHECK (length(token_hash) = 32)
);
CREATE INDEX login_session_person_id_index ON login_session (person_id);

CREATE TABLE invitation (
    token_hash BYTEA NOT NULL,
    person_id UUID REFERENCES person (id),
    purpose TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    CONSTRAINT invitation_pkey PRIMARY KEY (token_hash),
    CONSTRAINT invitation_token_hash_check CHECK (length(token_hash) = 32),
    CONSTRAINT invitation_purpose_check CHECK (purpose IN ('setup', 'password', 'demo')),
    CONSTRAINT invitation_person_check CHECK (purpose = 'setup' OR person_id IS NOT NULL)
);
CREATE INDEX invitation_person_id_index ON invitation (person_id);

CREATE TABLE field (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_id UUID REFERENCES field (id),
    position BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    CONSTRAINT field_pkey PRIMARY KEY (id),
    CONSTRAINT field_code_unique UNIQUE (code),
    CONSTRAINT field_valid_check CHECK (length(valid_from) = 10 AND (valid_to IS NULL OR valid_from <= valid_to))
);

CREATE TABLE rule_set (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    CONSTRAINT rule_set_pkey PRIMARY KEY (id),
    CONSTRAINT rule_set_code_sha256_unique UNIQUE (code, sha256),
    CONSTRAINT rule_set_sha256_check CHECK (length(sha256) = 64),
    CONSTRAINT rule_set_valid_check CHECK (length(valid_from) = 10 AND (valid_to IS NULL OR valid_from <= valid_to))
);

CREATE TABLE council (
    id UUID NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    decision_ref TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    CONSTRAINT council_pkey PRIMARY KEY (id),
    CONSTRAINT council_stage_check CHECK (stage IN ('base', 'reach')),
    CONSTRAINT council_valid_check CHECK (valid_to IS NULL OR valid_from < valid_to)
);

CREATE TABLE council_seat (
    id UUID NOT NULL,
    council_id UUID NOT NULL REFERENCES council (id),
    person_id UUID NOT NULL REFERENCES person (id),
    post TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    CONSTRAINT council_seat_pkey PRIMARY KEY (id),
    CONSTRAINT council_seat_council_id_person_id_valid_from_unique UNIQUE (council_id, person_id, valid_from),
    CONSTRAINT council_seat_post_check CHECK (post IN ('chair', 'deputy', 'secretary', 'member')),
    CONSTRAINT council_seat_valid_check CHECK (valid_to IS NULL OR valid_from < valid_to)
);
CREATE INDEX council_seat_person_id_index ON council_seat (person_id);

CREATE TABLE round (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    organiser_id UUID NOT NULL REFERENCES unit (id),
    stage TEXT NOT NULL,
    year BIGINT NOT NULL,
    opens_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    rule_set_id UUID NOT NULL REFERENCES rule_set (id),
    council_id UUID NOT NULL REFERENCES council (id),
    CONSTRAINT round_pkey PRIMARY KEY (id),
    CONSTRAINT round_code_unique UNIQUE (code),
    CONSTRAINT round_stage_check CHECK (stage IN ('base', 'reach')),
    CONSTRAINT round_year_check CHECK (year BETWEEN 1 AND 9999),
    CONSTRAINT round_window_check CHECK (opens_at < closes_at)
);
CREATE INDEX round_organiser_id_index ON round (organiser_id, year);

CREATE TABLE desk_route (
    round_id UUID NOT NULL REFERENCES round (id),
    position BIGINT NOT NULL,
    field_id UUID REFERENCES field (id),
    desk_id UUID NOT NULL REFERENCES unit (id),
    CONSTRAINT desk_route_pkey PRIMARY KEY (round_id, position)
);
