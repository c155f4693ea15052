-- What was read in uploaded files. A row for each file, of the author or attached at a step: text is
-- never shared between files, so that no answer tells whether somebody else has handed in the same.
CREATE TABLE file_reading (
    file_id UUID NOT NULL,
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Why the text could not be had.
    unread TEXT,
    -- When it is tried, or taken from whoever tries it.
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    done_at BIGINT,
    pages BIGINT,
    characters BIGINT NOT NULL,
    -- Percent.
    confidence BIGINT,
    -- The parts with their places, as JSON.
    content TEXT,
    CONSTRAINT file_reading_pkey PRIMARY KEY (file_id),
    CONSTRAINT file_reading_state_check CHECK (state IN ('waiting', 'read', 'unread')),
    CONSTRAINT file_reading_unread_check CHECK ((state = 'unread') = (unread IS NOT NULL)),
    CONSTRAINT file_reading_done_check CHECK ((state = 'waiting') = (done_at IS NULL)),
    CONSTRAINT file_reading_content_check CHECK ((state = 'read') = (content IS NOT NULL))
);
CREATE INDEX file_reading_dossier_id_index ON file_reading (dossier_id);
CREATE INDEX file_reading_done_at_index ON file_reading (done_at);
CREATE INDEX file_reading_due_at_index ON file_reading (due_at) WHERE state = 'waiting';

-- What came before is read as well.
INSERT INTO file_reading (file_id, dossier_id, sha256, media_type, state, due_at, tries, characters)
SELECT id, dossier_id, sha256, media_type, 'waiting', added_at, 0, 0 FROM evidence_file;
INSERT INTO file_reading (file_id, dossier_id, sha256, media_type, state, due_at, tries, characters)
SELECT id, dossier_id, sha256, media_type, 'waiting', added_at, 0, 0 FROM step_file;
