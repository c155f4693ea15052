-- Requests for supplements: items with their anchors and history, drafts, phrases.
--
-- The items move to a table of their own name, because not every engine can widen a check. What
-- was stored before keeps its numbers and texts; obligatory is what nobody weighed.

CREATE TABLE correction (
    id UUID NOT NULL,
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    round BIGINT NOT NULL,
    number BIGINT NOT NULL,
    -- The last request that asks for it.
    asked_in BIGINT NOT NULL,
    place TEXT NOT NULL,
    file_id UUID REFERENCES evidence_file (id),
    file_name TEXT NOT NULL,
    page BIGINT,
    quote TEXT NOT NULL,
    class TEXT NOT NULL,
    class_label TEXT NOT NULL,
    severity TEXT NOT NULL,
    found TEXT NOT NULL,
    wanted TEXT NOT NULL,
    requirement TEXT NOT NULL,
    basis TEXT NOT NULL,
    state TEXT NOT NULL,
    reply TEXT,
    answer TEXT NOT NULL,
    asked_by UUID NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    waived_by UUID REFERENCES person (id),
    waived_reason TEXT NOT NULL,
    CONSTRAINT correction_pkey PRIMARY KEY (id),
    CONSTRAINT correction_dossier_id_round_number_unique UNIQUE (dossier_id, round, number),
    CONSTRAINT correction_number_check CHECK (round >= 1 AND number >= 1 AND asked_in >= round),
    CONSTRAINT correction_page_check CHECK (page IS NULL OR page >= 1),
    CONSTRAINT correction_severity_check CHECK (severity IN ('must', 'should', 'note')),
    CONSTRAINT correction_state_check CHECK (state IN ('open', 'answered', 'verified', 'reopened', 'waived')),
    CONSTRAINT correction_reply_check CHECK (reply IS NULL OR reply IN ('fixed', 'disputed')),
    -- Nothing is asked without its place, requirement and basis.
    CONSTRAINT correction_whole_check CHECK (place <> '' AND requirement <> '' AND basis <> ''),
    -- An item is given up by another than whoever asked, and with a reason.
    CONSTRAINT correction_waiver_check CHECK (
        (state = 'waived') = (waived_by IS NOT NULL)
        AND (waived_by IS NULL OR (waived_by <> asked_by AND waived_reason <> ''))
    )
);

CREATE TABLE correction_event (
    item_id UUID NOT NULL REFERENCES correction (id),
    ordinal BIGINT NOT NULL,
    round BIGINT NOT NULL,
    state TEXT NOT NULL,
    reply TEXT,
    note TEXT NOT NULL,
    by_id UUID NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT correction_event_pkey PRIMARY KEY (item_id, ordinal),
    CONSTRAINT correction_event_state_check CHECK (state IN ('open', 'answered', 'verified', 'reopened', 'waived')),
    CONSTRAINT correction_event_reply_check CHECK (reply IS NULL OR reply IN ('fixed', 'disputed'))
);

CREATE TABLE correction_request (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    round BIGINT NOT NULL,
    submission BIGINT NOT NULL,
    sent_by UUID NOT NULL REFERENCES person (id),
    sent_by_name TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    due_on TEXT,
    citation TEXT NOT NULL,
    CONSTRAINT correction_request_pkey PRIMARY KEY (dossier_id, round),
    CONSTRAINT correction_request_round_check CHECK (round >= 1 AND submission >= 1),
    CONSTRAINT correction_request_due_on_check CHECK (due_on IS NULL OR length(due_on) = 10)
);

-- The request a desk is writing.
CREATE TABLE correction_draft (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    items TEXT NOT NULL,
    version BIGINT NOT NULL,
    saved_by UUID NOT NULL REFERENCES person (id),
    saved_at BIGINT NOT NULL,
    CONSTRAINT correction_draft_pkey PRIMARY KEY (dossier_id),
    CONSTRAINT correction_draft_version_check CHECK (version >= 1)
);

CREATE TABLE phrase_library (
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    loaded_at BIGINT NOT NULL,
    CONSTRAINT phrase_library_pkey PRIMARY KEY (code, version),
    CONSTRAINT phrase_library_version_check CHECK (version >= 1),
    CONSTRAINT phrase_library_sha256_check CHECK (length(sha256) = 64)
);

INSERT INTO correction (id, dossier_id, round, number, asked_in, place, file_name, quote, class, class_label, severity, found, wanted, requirement, basis, state, reply, answer, asked_by, asked_at, answered_at, waived_reason)
SELECT id, dossier_id, round, number, round, place, '', '', '', '', 'must', '', '', requirement, basis, state, CASE WHEN answer <> '' THEN 'fixed' END, answer, asked_by, asked_at, answered_at, ''
FROM correction_item;

-- What is known of the past: who asked, and what the owner answered.
INSERT INTO correction_event (item_id, ordinal, round, state, note, by_id, by_name, at)
SELECT c.id, 1, c.round, 'open', '', c.asked_by, p.full_name, c.asked_at
FROM correction_item c
JOIN person p ON p.id = c.asked_by;
INSERT INTO correction_event (item_id, ordinal, round, state, reply, note, by_id, by_name, at)
SELECT c.id, 2, c.round, 'answered', 'fixed', c.answer, d.owner_id, p.full_name, c.answered_at
FROM correction_item c
JOIN dossier d ON d.id = c.dossier_id
JOIN person p ON p.id = d.owner_id
WHERE c.answered_at IS NOT NULL;

INSERT INTO correction_request (dossier_id, round, submission, sent_by, sent_by_name, sent_at, citation)
SELECT c.dossier_id, c.round, c.round, c.asked_by, p.full_name, c.asked_at, ''
FROM correction_item c
JOIN person p ON p.id = c.asked_by
LEFT JOIN correction_item o ON o.dossier_id = c.dossier_id AND o.round = c.round AND o.number < c.number
WHERE o.id IS NULL;

DROP TABLE correction_item;
