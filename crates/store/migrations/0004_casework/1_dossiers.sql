-- Dossiers follow procedures that are data.
--
-- SQLite cannot change the constraints of a table: there it is made anew, filled and renamed, with
-- foreign keys switched off until all of them have been checked at the end. New columns stand last,
-- so that both engines have them in the same order.

-- only: postgres
ALTER TABLE council DROP CONSTRAINT council_stage_check;
ALTER TABLE council ADD CONSTRAINT council_stage_check CHECK (stage IN ('base', 'reach', 'service'));

ALTER TABLE round ALTER COLUMN council_id DROP NOT NULL;
ALTER TABLE round DROP CONSTRAINT round_stage_check;
ALTER TABLE round ADD CONSTRAINT round_stage_check CHECK (stage IN ('base', 'reach', 'service'));
ALTER TABLE round ADD COLUMN procedure_code TEXT NOT NULL DEFAULT 'sang-kien-co-so';
UPDATE round SET procedure_code = 'sang-kien-hieu-qua' WHERE stage = 'reach';
ALTER TABLE round ALTER COLUMN procedure_code DROP DEFAULT;
ALTER TABLE round ADD CONSTRAINT round_procedure_code_check CHECK (procedure_code <> '');

ALTER TABLE dossier ALTER COLUMN council_id DROP NOT NULL;
ALTER TABLE dossier DROP CONSTRAINT dossier_stage_check;
ALTER TABLE dossier ADD CONSTRAINT dossier_stage_check CHECK (stage IN ('base', 'reach', 'service'));
ALTER TABLE dossier DROP CONSTRAINT dossier_state_check;
ALTER TABLE dossier ADD CONSTRAINT dossier_state_check CHECK (state IN ('draft', 'submitted', 'returned', 'processing', 'accepted', 'confirmed', 'marking', 'passed', 'recognised', 'resolved', 'not-recognised', 'refused', 'withdrawn', 'late', 'stopped'));
ALTER TABLE dossier ADD COLUMN procedure_version_id UUID REFERENCES procedure_version (id);
ALTER TABLE dossier ADD COLUMN step TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN step_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN visit BIGINT NOT NULL DEFAULT 1;
ALTER TABLE dossier ADD COLUMN clock TEXT NOT NULL DEFAULT 'not-started';
ALTER TABLE dossier ADD COLUMN payment TEXT NOT NULL DEFAULT 'none';
ALTER TABLE dossier ADD COLUMN delivery TEXT NOT NULL DEFAULT 'none';
ALTER TABLE dossier ADD COLUMN exchange TEXT NOT NULL DEFAULT 'none';
UPDATE dossier SET step_since = created_at;
ALTER TABLE dossier ALTER COLUMN step DROP DEFAULT;
ALTER TABLE dossier ALTER COLUMN step_since DROP DEFAULT;
ALTER TABLE dossier ALTER COLUMN visit DROP DEFAULT;
ALTER TABLE dossier ALTER COLUMN clock DROP DEFAULT;
ALTER TABLE dossier ALTER COLUMN payment DROP DEFAULT;
ALTER TABLE dossier ALTER COLUMN delivery DROP DEFAULT;
ALTER TABLE dossier ALTER COLUMN exchange DROP DEFAULT;
ALTER TABLE dossier ADD CONSTRAINT dossier_step_check CHECK (procedure_version_id IS NULL OR step <> '');
ALTER TABLE dossier ADD CONSTRAINT dossier_visit_check CHECK (visit >= 1);
ALTER TABLE dossier ADD CONSTRAINT dossier_clock_check CHECK (clock IN ('not-started', 'running', 'suspended', 'stopped'));
ALTER TABLE dossier ADD CONSTRAINT dossier_payment_check CHECK (payment IN ('none', 'due', 'paid', 'waived'));
ALTER TABLE dossier ADD CONSTRAINT dossier_delivery_check CHECK (delivery IN ('none', 'ready', 'delivered', 'returned'));
ALTER TABLE dossier ADD CONSTRAINT dossier_exchange_check CHECK (exchange IN ('none', 'waiting', 'confirmed', 'failed'));

ALTER TABLE milestone DROP CONSTRAINT milestone_act_check;
ALTER TABLE milestone ADD CONSTRAINT milestone_act_check CHECK (act IN ('submit', 'submit-late', 'resubmit', 'withdraw', 'accept', 'return', 'refuse', 'confirm', 'stop', 'convene', 'pass', 'reject', 'recognise', 'forward', 'grant', 'recall'));
ALTER TABLE milestone DROP CONSTRAINT milestone_state_check;
ALTER TABLE milestone ADD CONSTRAINT milestone_state_check CHECK (state IN ('draft', 'submitted', 'returned', 'processing', 'accepted', 'confirmed', 'marking', 'passed', 'recognised', 'resolved', 'not-recognised', 'refused', 'withdrawn', 'late', 'stopped'));
ALTER TABLE milestone ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ALTER COLUMN label DROP DEFAULT;
-- end only

-- only: sqlite
CREATE TABLE council_new (
    id UUID NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    decision_ref TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    CONSTRAINT council_pkey PRIMARY KEY (id),
    CONSTRAINT council_stage_check CHECK (stage IN ('base', 'reach', 'service')),
    CONSTRAINT council_valid_check CHECK (valid_to IS NULL OR valid_from < valid_to)
);
INSERT INTO council_new SELECT id, unit_id, name, stage, decision_ref, valid_from, valid_to FROM council;
DROP TABLE council;
ALTER TABLE council_new RENAME TO council;

CREATE TABLE round_new (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    organiser_id UUID NOT NULL REFERENCES unit (id),
    stage TEXT NOT NULL,
    year BIGINT NOT NULL,
    opens_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    rule_set_id UUID NOT NULL REFERENCES rule_set (id),
    council_id UUID REFERENCES council (id),
    procedure_code TEXT NOT NULL,
    CONSTRAINT round_pkey PRIMARY KEY (id),
    CONSTRAINT round_code_unique UNIQUE (code),
    CONSTRAINT round_stage_check CHECK (stage IN ('base', 'reach', 'service')),
    CONSTRAINT round_year_check CHECK (year BETWEEN 1 AND 9999),
    CONSTRAINT round_window_check CHECK (opens_at < closes_at),
    CONSTRAINT round_procedure_code_check CHECK (procedure_code <> '')
);
INSERT INTO round_new
SELECT id, code, name, organiser_id, stage, year, opens_at, closes_at, rule_set_id, council_id,
    CASE stage WHEN 'reach' THEN 'sang-kien-hieu-qua' ELSE 'sang-kien-co-so' END
FROM round;
DROP TABLE round;
ALTER TABLE round_new RENAME TO round;
CREATE INDEX round_organiser_id_index ON round (organiser_id, year);

CREATE TABLE dossier_new (
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
    council_id UUID REFERENCES council (id),
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    submitted_at BIGINT,
    due_on TEXT,
    ended_at BIGINT,
    refusal TEXT,
    end_note TEXT NOT NULL,
    authors_version BIGINT NOT NULL,
    authors_saved_by UUID REFERENCES person (id),
    authors_saved_at BIGINT,
    procedure_version_id UUID REFERENCES procedure_version (id),
    step TEXT NOT NULL,
    step_since BIGINT NOT NULL,
    visit BIGINT NOT NULL,
    clock TEXT NOT NULL,
    payment TEXT NOT NULL,
    delivery TEXT NOT NULL,
    exchange TEXT NOT NULL,
    CONSTRAINT dossier_pkey PRIMARY KEY (id),
    CONSTRAINT dossier_code_unique UNIQUE (code),
    CONSTRAINT dossier_stage_check CHECK (stage IN ('base', 'reach', 'service')),
    CONSTRAINT dossier_state_check CHECK (state IN ('draft', 'submitted', 'returned', 'processing', 'accepted', 'confirmed', 'marking', 'passed', 'recognised', 'resolved', 'not-recognised', 'refused', 'withdrawn', 'late', 'stopped')),
    CONSTRAINT dossier_refusal_check CHECK (refusal IS NULL OR refusal IN ('incomplete', 'excluded', 'not-applied', 'duplicate', 'correction-overdue', 'not-enough-votes', 'other')),
    CONSTRAINT dossier_received_check CHECK (state IN ('draft', 'withdrawn', 'late') OR (code IS NOT NULL AND submitted_at IS NOT NULL)),
    CONSTRAINT dossier_due_on_check CHECK (due_on IS NULL OR length(due_on) = 10),
    CONSTRAINT dossier_step_check CHECK (procedure_version_id IS NULL OR step <> ''),
    CONSTRAINT dossier_visit_check CHECK (visit >= 1),
    CONSTRAINT dossier_clock_check CHECK (clock IN ('not-started', 'running', 'suspended', 'stopped')),
    CONSTRAINT dossier_payment_check CHECK (payment IN ('none', 'due', 'paid', 'waived')),
    CONSTRAINT dossier_delivery_check CHECK (delivery IN ('none', 'ready', 'delivered', 'returned')),
    CONSTRAINT dossier_exchange_check CHECK (exchange IN ('none', 'waiting', 'confirmed', 'failed'))
);
INSERT INTO dossier_new
SELECT id, code, round_id, rule_set_id, unit_version_id, field_id, title, title_sort, authors_line, search_key, stage,
    owner_id, unit_id, desk_id, organiser_id, council_id, state, version, created_at, updated_at, submitted_at, due_on,
    ended_at, refusal, end_note, authors_version, authors_saved_by, authors_saved_at,
    NULL, '', created_at, 1, 'not-started', 'none', 'none', 'none'
FROM dossier;
DROP TABLE dossier;
ALTER TABLE dossier_new RENAME TO dossier;
CREATE INDEX dossier_owner_id_index ON dossier (owner_id, state);
CREATE INDEX dossier_unit_id_index ON dossier (unit_id, state);
CREATE INDEX dossier_desk_id_index ON dossier (desk_id, state, submitted_at);
CREATE INDEX dossier_organiser_id_index ON dossier (organiser_id, state);
CREATE INDEX dossier_council_id_index ON dossier (council_id, state);
CREATE INDEX dossier_round_id_index ON dossier (round_id, state);
CREATE INDEX dossier_updated_at_index ON dossier (updated_at, id);
CREATE TRIGGER dossier_shares_whole BEFORE UPDATE OF state ON dossier
WHEN NEW.state = 'submitted' AND OLD.state <> 'submitted'
    AND (
        (SELECT COALESCE(SUM(share), 0) FROM dossier_author WHERE dossier_id = NEW.id) <> 10000
        OR EXISTS (SELECT 1 FROM dossier_author WHERE dossier_id = NEW.id AND share = 0)
    )
BEGIN SELECT RAISE(ABORT, 'dossier_shares_whole'); END;

CREATE TABLE milestone_new (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    ordinal BIGINT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    by_id UUID NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    capacity TEXT NOT NULL,
    note TEXT NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT milestone_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT milestone_act_check CHECK (act IN ('submit', 'submit-late', 'resubmit', 'withdraw', 'accept', 'return', 'refuse', 'confirm', 'stop', 'convene', 'pass', 'reject', 'recognise', 'forward', 'grant', 'recall')),
    CONSTRAINT milestone_state_check CHECK (state IN ('draft', 'submitted', 'returned', 'processing', 'accepted', 'confirmed', 'marking', 'passed', 'recognised', 'resolved', 'not-recognised', 'refused', 'withdrawn', 'late', 'stopped'))
);
INSERT INTO milestone_new SELECT dossier_id, ordinal, at, act, state, by_id, by_name, capacity, note, '' FROM milestone;
DROP TABLE milestone;
ALTER TABLE milestone_new RENAME TO milestone;
-- end only

CREATE INDEX dossier_due_on_index ON dossier (due_on, id);
CREATE INDEX dossier_procedure_version_id_index ON dossier (procedure_version_id, step);
