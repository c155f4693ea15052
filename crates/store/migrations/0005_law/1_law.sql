-- The registry of law: acts, rules as dated rows, packs loaded, calendar tables.
--
-- A scope is a kind and a code: the nation has no code, a province and a unit have one.

-- Every pack ever loaded, with what it consisted of. The latest load of a code is the one in force.
CREATE TABLE pack_load (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    edition TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_code TEXT NOT NULL,
    province TEXT,
    valid_from TEXT,
    sha256 TEXT NOT NULL,
    -- The files as JSON: a list of path and text.
    files TEXT NOT NULL,
    -- What the calendars of the scope rest on, as JSON: weeks, articles of counting, holidays.
    base TEXT NOT NULL,
    changes BIGINT NOT NULL,
    loaded_at BIGINT NOT NULL,
    -- Nobody when the program loaded it itself or a command on the machine did.
    loaded_by UUID REFERENCES person (id),
    CONSTRAINT pack_load_pkey PRIMARY KEY (id),
    CONSTRAINT pack_load_code_ordinal_unique UNIQUE (code, ordinal),
    CONSTRAINT pack_load_ordinal_check CHECK (ordinal >= 1),
    CONSTRAINT pack_load_sha256_check CHECK (length(sha256) = 64),
    CONSTRAINT pack_load_scope_check CHECK ((scope_kind = 'nation' AND scope_code = '') OR (scope_kind IN ('province', 'unit') AND scope_code <> ''))
);

CREATE TABLE law_act (
    code TEXT NOT NULL,
    pack TEXT NOT NULL,
    cited_as TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued_on TEXT,
    in_force_from TEXT,
    -- First day no longer in force.
    ended_on TEXT,
    certainty TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT law_act_pkey PRIMARY KEY (code),
    CONSTRAINT law_act_kind_check CHECK (kind IN ('code', 'law', 'resolution', 'decree', 'circular', 'decision', 'plan', 'guidance', 'other')),
    CONSTRAINT law_act_certainty_check CHECK (certainty IN ('official', 'secondary', 'unverified')),
    CONSTRAINT law_act_title_check CHECK (code <> '' AND cited_as <> '' AND title <> ''),
    CONSTRAINT law_act_days_check CHECK (
        (issued_on IS NULL OR length(issued_on) = 10) AND (in_force_from IS NULL OR length(in_force_from) = 10)
        AND (ended_on IS NULL OR length(ended_on) = 10)
        AND (in_force_from IS NULL OR ended_on IS NULL OR in_force_from <= ended_on)
    )
);

-- What replaced or amended an act. The order in the pack is kept.
CREATE TABLE law_act_link (
    act_code TEXT NOT NULL REFERENCES law_act (code),
    relation TEXT NOT NULL,
    position BIGINT NOT NULL,
    other_code TEXT NOT NULL REFERENCES law_act (code),
    CONSTRAINT law_act_link_pkey PRIMARY KEY (act_code, relation, position),
    CONSTRAINT law_act_link_relation_check CHECK (relation IN ('replaced-by', 'amended-by')),
    CONSTRAINT law_act_link_other_check CHECK (act_code <> other_code)
);

CREATE TABLE law_rule (
    id UUID NOT NULL,
    key TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_code TEXT NOT NULL,
    pack TEXT NOT NULL,
    name TEXT NOT NULL,
    value_kind TEXT NOT NULL,
    -- Hundredths of a number, đồng of a sum, what stands above the line of a ratio, units of a limit.
    amount BIGINT,
    -- What stands below the line of a ratio.
    divisor BIGINT,
    -- The unit of a limit.
    limit_unit TEXT,
    words TEXT,
    unit TEXT NOT NULL,
    -- First and last day (included); absent when not known.
    valid_from TEXT,
    valid_to TEXT,
    act_code TEXT NOT NULL REFERENCES law_act (code),
    article TEXT NOT NULL,
    certainty TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT law_rule_pkey PRIMARY KEY (id),
    CONSTRAINT law_rule_key_check CHECK (key <> '' AND name <> ''),
    CONSTRAINT law_rule_scope_check CHECK ((scope_kind = 'nation' AND scope_code = '') OR (scope_kind IN ('province', 'unit') AND scope_code <> '')),
    CONSTRAINT law_rule_certainty_check CHECK (certainty IN ('official', 'secondary', 'unverified')),
    CONSTRAINT law_rule_valid_check CHECK (
        (valid_from IS NULL OR length(valid_from) = 10) AND (valid_to IS NULL OR length(valid_to) = 10)
        AND (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
    ),
    CONSTRAINT law_rule_value_check CHECK (
        (value_kind = 'number' AND amount IS NOT NULL AND divisor IS NULL AND limit_unit IS NULL AND words IS NULL)
        OR (value_kind = 'money' AND amount >= 0 AND amount IS NOT NULL AND divisor IS NULL AND limit_unit IS NULL AND words IS NULL)
        OR (value_kind = 'ratio' AND amount >= 0 AND amount IS NOT NULL AND divisor >= 1 AND divisor IS NOT NULL AND limit_unit IS NULL AND words IS NULL)
        OR (value_kind = 'limit' AND amount BETWEEN 1 AND 65535 AND amount IS NOT NULL AND divisor IS NULL AND limit_unit IS NOT NULL AND words IS NULL)
        OR (value_kind = 'text' AND amount IS NULL AND divisor IS NULL AND limit_unit IS NULL AND words IS NOT NULL AND words <> '')
    )
);
CREATE INDEX law_rule_key_index ON law_rule (key, scope_kind, scope_code);
CREATE INDEX law_rule_act_code_index ON law_rule (act_code);

-- A table of single days of one year. Without an edition it is a draft; what is not confirmed counts
-- for nothing; the highest confirmed edition of a scope and year is in force.
CREATE TABLE calendar_table (
    id UUID NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_code TEXT NOT NULL,
    year BIGINT NOT NULL,
    edition BIGINT,
    -- The pack that brought it; none when an administrator wrote it.
    pack TEXT,
    -- Counts the changes of a draft, so that nobody confirms what they have not seen.
    version BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by UUID REFERENCES person (id),
    confirmed_at BIGINT,
    confirmed_by UUID REFERENCES person (id),
    reason TEXT NOT NULL,
    CONSTRAINT calendar_table_pkey PRIMARY KEY (id),
    CONSTRAINT calendar_table_scope_kind_scope_code_year_edition_unique UNIQUE (scope_kind, scope_code, year, edition),
    CONSTRAINT calendar_table_scope_check CHECK ((scope_kind = 'nation' AND scope_code = '') OR (scope_kind IN ('province', 'unit') AND scope_code <> '')),
    CONSTRAINT calendar_table_year_check CHECK (year BETWEEN 1900 AND 2199),
    CONSTRAINT calendar_table_edition_check CHECK ((edition IS NULL AND confirmed_at IS NULL) OR (edition IS NOT NULL AND edition >= 1))
);
-- One draft of a year at a time.
CREATE UNIQUE INDEX calendar_table_draft_index ON calendar_table (scope_kind, scope_code, year) WHERE edition IS NULL;

CREATE TABLE calendar_day (
    table_id UUID NOT NULL REFERENCES calendar_table (id),
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Where the day is laid down: act, article, how well attested.
    act TEXT NOT NULL,
    article TEXT NOT NULL,
    certainty TEXT NOT NULL,
    CONSTRAINT calendar_day_pkey PRIMARY KEY (table_id, day),
    CONSTRAINT calendar_day_day_check CHECK (length(day) = 10),
    CONSTRAINT calendar_day_name_check CHECK (name <> ''),
    CONSTRAINT calendar_day_kind_check CHECK (kind IN ('holiday', 'compensatory-rest', 'swapped-rest', 'swapped-work')),
    CONSTRAINT calendar_day_certainty_check CHECK (certainty IN ('official', 'secondary', 'unverified'))
);

-- only: postgres
CREATE FUNCTION check_law_rule_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two transactions that write rows of one key wait for one another; each statement below
    -- then sees what the other has committed.
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.key || '|' || NEW.scope_kind || '|' || NEW.scope_code, 5));
    IF EXISTS (
        SELECT 1 FROM law_rule r
        WHERE r.key = NEW.key AND r.scope_kind = NEW.scope_kind AND r.scope_code = NEW.scope_code AND r.id <> NEW.id
            AND COALESCE(r.valid_from, '') <= COALESCE(NEW.valid_to, '9999-99-99')
            AND COALESCE(NEW.valid_from, '') <= COALESCE(r.valid_to, '9999-99-99')
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'law_rule_overlap', CONSTRAINT = 'law_rule_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER law_rule_overlap BEFORE INSERT OR UPDATE ON law_rule
    FOR EACH ROW EXECUTE FUNCTION check_law_rule_overlap();

CREATE FUNCTION check_calendar_day_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM calendar_table t WHERE t.id = NEW.table_id AND t.confirmed_at IS NOT NULL) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'calendar_day_draft', CONSTRAINT = 'calendar_day_draft';
    END IF;
    IF EXISTS (SELECT 1 FROM calendar_table t WHERE t.id = NEW.table_id AND substr(NEW.day, 1, 4) <> lpad(t.year::text, 4, '0')) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'calendar_day_year', CONSTRAINT = 'calendar_day_year';
    END IF;
    RETURN NEW;
END $$;
-- What has been confirmed stays as it was confirmed.
CREATE TRIGGER calendar_day_draft BEFORE INSERT OR UPDATE ON calendar_day
    FOR EACH ROW EXECUTE FUNCTION check_calendar_day_draft();
-- end only

-- only: sqlite
CREATE TRIGGER law_rule_overlap_insert BEFORE INSERT ON law_rule
WHEN EXISTS (
    SELECT 1 FROM law_rule r
    WHERE r.key = NEW.key AND r.scope_kind = NEW.scope_kind AND r.scope_code = NEW.scope_code AND r.id <> NEW.id
        AND COALESCE(r.valid_from, '') <= COALESCE(NEW.valid_to, '9999-99-99')
        AND COALESCE(NEW.valid_from, '') <= COALESCE(r.valid_to, '9999-99-99')
)
BEGIN SELECT RAISE(ABORT, 'law_rule_overlap'); END;
CREATE TRIGGER law_rule_overlap_update BEFORE UPDATE ON law_rule
WHEN EXISTS (
    SELECT 1 FROM law_rule r
    WHERE r.key = NEW.key AND r.scope_kind = NEW.scope_kind AND r.scope_code = NEW.scope_code AND r.id <> NEW.id
        AND COALESCE(r.valid_from, '') <= COALESCE(NEW.valid_to, '9999-99-99')
        AND COALESCE(NEW.valid_from, '') <= COALESCE(r.valid_to, '9999-99-99')
)
BEGIN SELECT RAISE(ABORT, 'law_rule_overlap'); END;

-- What has been confirmed stays as it was confirmed.
CREATE TRIGGER calendar_day_draft_insert BEFORE INSERT ON calendar_day
WHEN EXISTS (SELECT 1 FROM calendar_table t WHERE t.id = NEW.table_id AND t.confirmed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'calendar_day_draft'); END;
CREATE TRIGGER calendar_day_draft_update BEFORE UPDATE ON calendar_day
WHEN EXISTS (SELECT 1 FROM calendar_table t WHERE t.id = NEW.table_id AND t.confirmed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'calendar_day_draft'); END;
CREATE TRIGGER calendar_day_year BEFORE INSERT ON calendar_day
WHEN EXISTS (SELECT 1 FROM calendar_table t WHERE t.id = NEW.table_id AND CAST(substr(NEW.day, 1, 4) AS INTEGER) <> t.year)
BEGIN SELECT RAISE(ABORT, 'calendar_day_year'); END;
-- end only
