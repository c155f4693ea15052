-- Forms of one's own: Word documents with places for data, each a version of a unit's form for a kind
-- of paper. A paper is made with the version in force at its own moment, so versions are never removed.
CREATE TABLE own_form (
    id UUID NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    -- The places found in it, as JSON.
    places TEXT NOT NULL,
    -- What each place is tied to, as JSON.
    mapping TEXT NOT NULL,
    revision BIGINT NOT NULL,
    added_by UUID NOT NULL REFERENCES person (id),
    added_at BIGINT NOT NULL,
    in_force_at BIGINT,
    ended_at BIGINT,
    CONSTRAINT own_form_pkey PRIMARY KEY (id),
    CONSTRAINT own_form_unit_id_kind_version_unique UNIQUE (unit_id, kind, version),
    CONSTRAINT own_form_kind_check CHECK (kind IN ('decision', 'invitation', 'minutes', 'tally-minutes', 'summary-list')),
    CONSTRAINT own_form_version_check CHECK (version >= 1),
    CONSTRAINT own_form_ended_check CHECK (ended_at IS NULL OR (in_force_at IS NOT NULL AND ended_at >= in_force_at))
);
-- One version is in force.
CREATE UNIQUE INDEX own_form_in_force_unique ON own_form (unit_id, kind) WHERE in_force_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX own_form_added_by_index ON own_form (added_by);
