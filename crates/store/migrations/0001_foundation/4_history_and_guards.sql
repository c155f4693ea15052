-- The log, the outbox, and what only triggers can guard.

-- The log refers to nothing by foreign key: it outlives what it speaks of. Actor, act and subject
-- repeat parts of the payload for searching; the hash covers the payload.
CREATE TABLE audit_event (
    position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id UUID,
    act TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT audit_event_pkey PRIMARY KEY (position),
    CONSTRAINT audit_event_position_check CHECK (position >= 1),
    CONSTRAINT audit_event_hash_check CHECK (length(previous) = 32 AND length(hash) = 32)
);
CREATE INDEX audit_event_at_index ON audit_event (at, position);
CREATE INDEX audit_event_actor_id_index ON audit_event (actor_id, position);
CREATE INDEX audit_event_subject_id_index ON audit_event (subject_id, position);

CREATE TABLE audit_head (
    id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT audit_head_pkey PRIMARY KEY (id),
    CONSTRAINT audit_head_id_check CHECK (id = 1),
    CONSTRAINT audit_head_hash_check CHECK (length(hash) = 32)
);

CREATE TABLE outbox (
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    unique_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    leased_until BIGINT,
    done_at BIGINT,
    last_error TEXT,
    CONSTRAINT outbox_pkey PRIMARY KEY (id),
    CONSTRAINT outbox_unique_key_unique UNIQUE (unique_key),
    CONSTRAINT outbox_attempts_check CHECK (attempts >= 0)
);
CREATE INDEX outbox_due_index ON outbox (done_at, due_at);

-- only: postgres
INSERT INTO audit_head (id, position, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = TG_NAME, CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_keep BEFORE DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
    FOR EACH ROW WHEN (NEW.position < OLD.position) EXECUTE FUNCTION refuse_change();

CREATE FUNCTION check_dossier_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COALESCE(SUM(share), 0) FROM dossier_author WHERE dossier_id = NEW.id) <> 10000
        OR EXISTS (SELECT 1 FROM dossier_author WHERE dossier_id = NEW.id AND share = 0)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = TG_NAME, CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
-- A dossier is received only when its authors' shares make the whole and nobody's is nothing.
CREATE TRIGGER dossier_shares_whole BEFORE UPDATE OF state ON dossier
    FOR EACH ROW WHEN (NEW.state = 'submitted' AND OLD.state <> 'submitted') EXECUTE FUNCTION check_dossier_shares();
-- end only

-- only: sqlite
INSERT INTO audit_head (id, position, hash) VALUES (1, 0, zeroblob(32));

CREATE TRIGGER audit_event_append_only_update BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event_append_only'); END;
CREATE TRIGGER audit_event_append_only_delete BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event_append_only'); END;
CREATE TRIGGER audit_head_keep BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'audit_head_keep'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN NEW.position < OLD.position
BEGIN SELECT RAISE(ABORT, 'audit_head_forward'); END;

-- A dossier is received only when its authors' shares make the whole and nobody's is nothing.
CREATE TRIGGER dossier_shares_whole BEFORE UPDATE OF state ON dossier
WHEN NEW.state = 'submitted' AND OLD.state <> 'submitted'
    AND (
        (SELECT COALESCE(SUM(share), 0) FROM dossier_author WHERE dossier_id = NEW.id) <> 10000
        OR EXISTS (SELECT 1 FROM dossier_author WHERE dossier_id = NEW.id AND share = 0)
    )
BEGIN SELECT RAISE(ABORT, 'dossier_shares_whole'); END;
-- end only
