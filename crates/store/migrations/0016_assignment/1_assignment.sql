-- Who marks what, where a council shares its dossiers out. A session without a plan is marked by all.

CREATE TABLE marking_plan (
    session_id UUID NOT NULL REFERENCES council_session (id),
    -- Sheets for each dossier, as asked for.
    needs BIGINT NOT NULL,
    way TEXT NOT NULL,
    version BIGINT NOT NULL,
    made_by UUID NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL,
    CONSTRAINT marking_plan_pkey PRIMARY KEY (session_id),
    CONSTRAINT marking_plan_needs_check CHECK (needs >= 1),
    CONSTRAINT marking_plan_way_check CHECK (way IN ('hand', 'list', 'automatic'))
);

CREATE TABLE marking_task (
    session_id UUID NOT NULL REFERENCES marking_plan (session_id),
    dossier_id UUID NOT NULL,
    seat_id UUID NOT NULL REFERENCES council_seat (id),
    CONSTRAINT marking_task_pkey PRIMARY KEY (dossier_id, seat_id),
    CONSTRAINT marking_task_agenda_item_fkey FOREIGN KEY (session_id, dossier_id) REFERENCES agenda_item (session_id, dossier_id)
);
CREATE INDEX marking_task_session_id_index ON marking_task (session_id);

-- The fields a member knows, for sharing dossiers out.
CREATE TABLE seat_field (
    seat_id UUID NOT NULL REFERENCES council_seat (id),
    field_id UUID NOT NULL REFERENCES field (id),
    CONSTRAINT seat_field_pkey PRIMARY KEY (seat_id, field_id)
);
