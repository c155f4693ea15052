-- Members called to mark a dossier because the first sheets on it lie too far apart.

CREATE TABLE further_marker (
    session_id UUID NOT NULL,
    dossier_id UUID NOT NULL,
    -- None where nobody was left to call.
    seat_id UUID NULL REFERENCES council_seat (id),
    called_at BIGINT NOT NULL,
    CONSTRAINT further_marker_pkey PRIMARY KEY (dossier_id),
    CONSTRAINT further_marker_agenda_item_fkey FOREIGN KEY (session_id, dossier_id) REFERENCES agenda_item (session_id, dossier_id)
);
CREATE INDEX further_marker_session_id_index ON further_marker (session_id);

-- When what was said on a dossier last changed: what was written before marking was closed says nothing
-- of sheets that lie too far apart.
ALTER TABLE agenda_item ADD COLUMN discussion_at BIGINT NULL;
