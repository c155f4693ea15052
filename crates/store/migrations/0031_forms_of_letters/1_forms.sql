-- Letters may have forms of one's own too.

-- only: postgres
ALTER TABLE own_form DROP CONSTRAINT own_form_kind_check;
ALTER TABLE own_form ADD CONSTRAINT own_form_kind_check CHECK (kind IN ('decision', 'invitation', 'minutes', 'tally-minutes', 'summary-list', 'supplement-request', 'apology'));
-- end only

-- only: sqlite
CREATE TABLE own_form_new (
    id UUID NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    places TEXT NOT NULL,
    mapping TEXT NOT NULL,
    revision BIGINT NOT NULL,
    added_by UUID NOT NULL REFERENCES person (id),
    added_at BIGINT NOT NULL,
    in_force_at BIGINT,
    ended_at BIGINT,
    CONSTRAINT own_form_pkey PRIMARY KEY (id),
    CONSTRAINT own_form_unit_id_kind_version_unique UNIQUE (unit_id, kind, version),
    CONSTRAINT own_form_kind_check CHECK (kind IN ('decision', 'invitation', 'minutes', 'tally-minutes', 'summary-list', 'supplement-request', 'apology')),
    CONSTRAINT own_form_version_check CHECK (version >= 1),
    CONSTRAINT own_form_ended_check CHECK (ended_at IS NULL OR (in_force_at IS NOT NULL AND ended_at >= in_force_at))
);
INSERT INTO own_form_new SELECT id, unit_id, kind, version, name, sha256, places, mapping, revision, added_by, added_at, in_force_at, ended_at FROM own_form;
DROP TABLE own_form;
ALTER TABLE own_form_new RENAME TO own_form;
CREATE UNIQUE INDEX own_form_in_force_unique ON own_form (unit_id, kind) WHERE in_force_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX own_form_added_by_index ON own_form (added_by);
-- end only
