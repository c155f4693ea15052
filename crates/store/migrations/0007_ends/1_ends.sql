-- What the program does by itself when the time of a limit comes.
--
-- A milestone without a person is an act of the program. `watch_at` is when the program looks at a
-- limit again: 0 after any change of the limit, nothing when it has nothing more to do with it.

-- only: postgres
ALTER TABLE milestone ALTER COLUMN by_id DROP NOT NULL;
-- end only

-- only: sqlite
CREATE TABLE milestone_new (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    by_id UUID REFERENCES person (id),
    by_name TEXT NOT NULL,
    capacity TEXT NOT NULL,
    note TEXT NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT milestone_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT milestone_act_check CHECK (act IN ('submit', 'submit-late', 'resubmit', 'withdraw', 'accept', 'return', 'refuse', 'confirm', 'stop', 'convene', 'pass', 'reject', 'recognise', 'forward', 'grant', 'recall')),
    CONSTRAINT milestone_state_check CHECK (state IN ('draft', 'submitted', 'returned', 'processing', 'accepted', 'confirmed', 'marking', 'passed', 'recognised', 'resolved', 'not-recognised', 'refused', 'withdrawn', 'late', 'stopped'))
);
INSERT INTO milestone_new SELECT dossier_id, ordinal, at, act, state, by_id, by_name, capacity, note, label FROM milestone;
DROP TABLE milestone;
ALTER TABLE milestone_new RENAME TO milestone;
-- end only

ALTER TABLE dossier_limit ADD COLUMN watch_at BIGINT DEFAULT 0;
-- What ended before this program is left alone.
UPDATE dossier_limit SET watch_at = NULL WHERE met_at IS NOT NULL;
CREATE INDEX dossier_limit_watch_at_index ON dossier_limit (watch_at) WHERE watch_at IS NOT NULL;

-- A reminder sent, or an act done, because the time of a limit had come. The key makes each happen
-- once, however many workers there are; an extended limit is reminded of anew.
CREATE TABLE limit_deed (
    dossier_id UUID NOT NULL,
    limit_key TEXT NOT NULL,
    visit BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- Working hours before the end; 0 for what comes after it.
    hours_before BIGINT NOT NULL,
    extended BIGINT NOT NULL,
    -- The last moment of the limit as it was then.
    due_at BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Why the act could not be done; empty otherwise.
    hindrance TEXT NOT NULL,
    CONSTRAINT limit_deed_pkey PRIMARY KEY (dossier_id, limit_key, visit, kind, hours_before, extended),
    CONSTRAINT limit_deed_limit_fkey FOREIGN KEY (dossier_id, limit_key, visit) REFERENCES dossier_limit (dossier_id, limit_key, visit),
    CONSTRAINT limit_deed_kind_check CHECK (kind IN ('reminder', 'act')),
    CONSTRAINT limit_deed_hours_check CHECK (hours_before >= 0 AND extended >= 0)
);

-- An apology with a new day, owed since the end of a limit, and sent when `sent_at` is there.
CREATE TABLE apology (
    dossier_id UUID NOT NULL,
    limit_key TEXT NOT NULL,
    visit BIGINT NOT NULL,
    -- Which apology of the dossier it is, from 1.
    number BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    owed_at BIGINT NOT NULL,
    sent_at BIGINT,
    sent_by UUID REFERENCES person (id),
    sent_by_name TEXT NOT NULL,
    -- The day promised instead; none when the result was there by then.
    new_day TEXT,
    reason TEXT NOT NULL,
    CONSTRAINT apology_pkey PRIMARY KEY (dossier_id, limit_key, visit),
    CONSTRAINT apology_dossier_id_number_unique UNIQUE (dossier_id, number),
    CONSTRAINT apology_limit_fkey FOREIGN KEY (dossier_id, limit_key, visit) REFERENCES dossier_limit (dossier_id, limit_key, visit),
    CONSTRAINT apology_number_check CHECK (number >= 1),
    CONSTRAINT apology_new_day_check CHECK (new_day IS NULL OR length(new_day) = 10),
    CONSTRAINT apology_sent_check CHECK (
        (sent_at IS NULL AND sent_by IS NULL AND new_day IS NULL AND reason = '')
        OR (sent_at IS NOT NULL AND sent_by IS NOT NULL AND reason <> '')
    )
);
CREATE INDEX apology_owed_index ON apology (dossier_id) WHERE sent_at IS NULL;
