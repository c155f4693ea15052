-- A certificate may be replaced by another for the same author: one of them holds.

-- only: postgres
ALTER TABLE certificate DROP CONSTRAINT certificate_dossier_id_author_position_unique;
ALTER TABLE certificate ADD COLUMN replaces UUID REFERENCES certificate (id);
-- end only

-- only: sqlite
CREATE TABLE certificate_new (
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
    replaces UUID REFERENCES certificate_new (id),
    CONSTRAINT certificate_pkey PRIMARY KEY (id),
    CONSTRAINT certificate_code_unique UNIQUE (code),
    CONSTRAINT certificate_organiser_id_year_number_unique UNIQUE (organiser_id, year, number),
    CONSTRAINT certificate_dossier_author_fkey FOREIGN KEY (dossier_id, author_position) REFERENCES dossier_author (dossier_id, position),
    CONSTRAINT certificate_code_check CHECK (code <> ''),
    CONSTRAINT certificate_number_check CHECK (number >= 1 AND year BETWEEN 1 AND 9999),
    CONSTRAINT certificate_state_check CHECK (state IN ('valid', 'superseded', 'revoked'))
);
INSERT INTO certificate_new (id, code, dossier_id, author_position, decision_id, organiser_id, year, number, issued_at, state, face)
SELECT id, code, dossier_id, author_position, decision_id, organiser_id, year, number, issued_at, state, face FROM certificate;
DROP TABLE certificate;
ALTER TABLE certificate_new RENAME TO certificate;
CREATE INDEX certificate_decision_id_index ON certificate (decision_id);
-- end only

CREATE UNIQUE INDEX certificate_dossier_id_author_position_unique ON certificate (dossier_id, author_position) WHERE state = 'valid';

-- An initiative none of whose certificates holds any more is not shown to the public.
ALTER TABLE registry_entry ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;

-- What was done about whether a certificate holds, and by which decision.
CREATE TABLE certificate_act (
    certificate_id UUID NOT NULL REFERENCES certificate (id),
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    decision_label TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    acted_by UUID NOT NULL REFERENCES person (id),
    acted_at BIGINT NOT NULL,
    CONSTRAINT certificate_act_pkey PRIMARY KEY (certificate_id, ordinal),
    CONSTRAINT certificate_act_ordinal_check CHECK (ordinal >= 1),
    CONSTRAINT certificate_act_kind_check CHECK (kind IN ('superseded', 'revoked', 'restored')),
    CONSTRAINT certificate_act_reason_check CHECK (reason <> '' AND decision_label <> ''),
    CONSTRAINT certificate_act_decided_on_check CHECK (length(decided_on) = 10)
);

-- Papers of issued decisions as files: the decision itself and each certificate, from the file as made
-- to the one that is signed and sealed. What was once given out is never changed or removed.

CREATE TABLE issued_paper (
    decision_id UUID NOT NULL REFERENCES decision (id),
    -- The decision itself is 0.
    position BIGINT NOT NULL,
    certificate_id UUID REFERENCES certificate (id),
    -- The file with room for the signature that is being waited for, and the hash to be signed.
    room TEXT,
    room_hash TEXT,
    -- Why the last attempt to sign failed.
    fault TEXT,
    CONSTRAINT issued_paper_pkey PRIMARY KEY (decision_id, position),
    CONSTRAINT issued_paper_certificate_id_unique UNIQUE (certificate_id),
    CONSTRAINT issued_paper_position_check CHECK ((position = 0) = (certificate_id IS NULL)),
    CONSTRAINT issued_paper_room_check CHECK ((room IS NULL) = (room_hash IS NULL))
);

CREATE TABLE paper_version (
    decision_id UUID NOT NULL,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- What the verification said when it came; none of the file as made.
    report TEXT,
    added_by UUID NOT NULL REFERENCES person (id),
    added_at BIGINT NOT NULL,
    CONSTRAINT paper_version_pkey PRIMARY KEY (decision_id, position, version),
    CONSTRAINT paper_version_paper_fkey FOREIGN KEY (decision_id, position) REFERENCES issued_paper (decision_id, position),
    CONSTRAINT paper_version_decision_id_position_sha256_unique UNIQUE (decision_id, position, sha256),
    CONSTRAINT paper_version_version_check CHECK (version >= 1),
    CONSTRAINT paper_version_sha256_check CHECK (length(sha256) = 64),
    CONSTRAINT paper_version_size_check CHECK (size > 0),
    CONSTRAINT paper_version_state_check CHECK (state IN ('made', 'signed', 'sealed', 'brought')),
    CONSTRAINT paper_version_report_check CHECK ((state = 'made') = (report IS NULL))
);
CREATE INDEX paper_version_sha256_index ON paper_version (sha256);
