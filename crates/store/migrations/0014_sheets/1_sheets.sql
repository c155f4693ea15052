-- A seat may mark without voting; a sheet that was sent can be opened again, and what it said stays.

ALTER TABLE council_seat ADD COLUMN may_vote BOOLEAN NOT NULL DEFAULT TRUE;
-- Until now the right to mark brought the vote.
UPDATE council_seat SET may_vote = may_mark;

-- only: postgres
ALTER TABLE mark_sheet DROP CONSTRAINT mark_sheet_sent_check;
ALTER TABLE mark_sheet ADD CONSTRAINT mark_sheet_sent_check CHECK (sent_at IS NULL OR total IS NOT NULL);
-- end only

-- only: sqlite
CREATE TABLE mark_sheet_new (
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
    CONSTRAINT mark_sheet_sent_check CHECK (sent_at IS NULL OR total IS NOT NULL)
);
INSERT INTO mark_sheet_new SELECT id, session_id, dossier_id, seat_id, scores, comments, vote, remark, total, version, saved_at, sent_at FROM mark_sheet;
DROP TABLE mark_sheet;
ALTER TABLE mark_sheet_new RENAME TO mark_sheet;
CREATE INDEX mark_sheet_session_id_index ON mark_sheet (session_id);
-- end only

-- What a sheet said when it was sent, kept when it is opened again, with who did so and why.
CREATE TABLE sheet_reopening (
    sheet_id UUID NOT NULL REFERENCES mark_sheet (id),
    version BIGINT NOT NULL,
    scores TEXT NOT NULL,
    comments TEXT NOT NULL,
    vote TEXT,
    remark TEXT NOT NULL,
    total BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    reopened_by UUID NOT NULL REFERENCES person (id),
    reopened_at BIGINT NOT NULL,
    CONSTRAINT sheet_reopening_pkey PRIMARY KEY (sheet_id, version),
    CONSTRAINT sheet_reopening_vote_check CHECK (vote IS NULL OR vote IN ('for', 'against')),
    CONSTRAINT sheet_reopening_reason_check CHECK (reason <> '')
);
