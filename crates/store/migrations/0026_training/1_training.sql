-- Past dossiers on which members may practise marking, and what they marked. Nothing of it counts.

CREATE TABLE training_release (
    session_id UUID NOT NULL,
    dossier_id UUID NOT NULL,
    released_by UUID NOT NULL REFERENCES person (id),
    released_at BIGINT NOT NULL,
    CONSTRAINT training_release_pkey PRIMARY KEY (dossier_id),
    CONSTRAINT training_release_agenda_item_fkey FOREIGN KEY (session_id, dossier_id) REFERENCES agenda_item (session_id, dossier_id)
);
CREATE INDEX training_release_session_id_index ON training_release (session_id);

CREATE TABLE training_sheet (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    person_id UUID NOT NULL REFERENCES person (id),
    scores TEXT NOT NULL,
    version BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    sent_at BIGINT NULL,
    CONSTRAINT training_sheet_pkey PRIMARY KEY (dossier_id, person_id)
);
