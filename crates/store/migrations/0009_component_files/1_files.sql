-- Files tied to the parts of the dossier that a procedure names.

-- What the author attached before parts could be named stays without one.
ALTER TABLE evidence_file ADD COLUMN component TEXT CONSTRAINT evidence_file_component_check CHECK (component <> '');

-- What whoever acts at a step attaches there. Who else may know of it is the guard's to say.
CREATE TABLE step_file (
    id UUID NOT NULL,
    dossier_id UUID NOT NULL,
    visit BIGINT NOT NULL,
    component TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    added_by UUID NOT NULL REFERENCES person (id),
    added_at BIGINT NOT NULL,
    removed_at BIGINT,
    CONSTRAINT step_file_pkey PRIMARY KEY (id),
    CONSTRAINT step_file_visit_fkey FOREIGN KEY (dossier_id, visit) REFERENCES dossier_visit (dossier_id, ordinal),
    CONSTRAINT step_file_component_check CHECK (component <> ''),
    CONSTRAINT step_file_sha256_check CHECK (length(sha256) = 64),
    CONSTRAINT step_file_size_check CHECK (size >= 0),
    CONSTRAINT step_file_removed_check CHECK (removed_at IS NULL OR removed_at >= added_at)
);
CREATE INDEX step_file_dossier_id_index ON step_file (dossier_id, added_at);
