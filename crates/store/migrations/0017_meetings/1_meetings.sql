-- Sessions from attendance to signed minutes. What a vote may be is held here as well as in the
-- program: one ballot for each member, none after closing, one vote that stands for each dossier, and
-- nothing more once the minutes are signed by all.

ALTER TABLE council_session ADD COLUMN voting TEXT NOT NULL DEFAULT 'sheets' CONSTRAINT council_session_voting_check CHECK (voting IN ('sheets', 'open', 'secret'));
ALTER TABLE council_session ADD COLUMN locked_at BIGINT CONSTRAINT council_session_locked_check CHECK (locked_at IS NULL OR state = 'concluded');
ALTER TABLE agenda_item ADD COLUMN discussion TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda_item ADD COLUMN discussion_version BIGINT NOT NULL DEFAULT 0;

CREATE TABLE attendance (
    session_id UUID NOT NULL REFERENCES council_session (id),
    seat_id UUID NOT NULL REFERENCES council_seat (id),
    present BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    CONSTRAINT attendance_pkey PRIMARY KEY (session_id, seat_id)
);

CREATE TABLE council_vote (
    id UUID NOT NULL,
    session_id UUID NOT NULL,
    dossier_id UUID NOT NULL,
    -- Repeals make another round.
    round BIGINT NOT NULL,
    secret BOOLEAN NOT NULL,
    question TEXT NOT NULL,
    choices TEXT NOT NULL,
    -- What checks the ballots of a secret vote; empty for an open one.
    checking_key TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    in_favour BIGINT,
    against BIGINT,
    abstained BIGINT,
    -- The sealed count of a secret vote.
    export TEXT,
    seal TEXT,
    repealed_at BIGINT,
    repeal_reason TEXT,
    CONSTRAINT council_vote_pkey PRIMARY KEY (id),
    CONSTRAINT council_vote_agenda_item_fkey FOREIGN KEY (session_id, dossier_id) REFERENCES agenda_item (session_id, dossier_id),
    CONSTRAINT council_vote_session_id_dossier_id_round_unique UNIQUE (session_id, dossier_id, round),
    CONSTRAINT council_vote_closed_check CHECK (
        (closed_at IS NULL AND in_favour IS NULL AND against IS NULL AND abstained IS NULL AND export IS NULL AND seal IS NULL)
        OR (closed_at IS NOT NULL AND in_favour >= 0 AND against >= 0 AND abstained >= 0)
    ),
    CONSTRAINT council_vote_export_check CHECK (closed_at IS NULL OR ((export IS NOT NULL) = secret AND (seal IS NOT NULL) = secret)),
    CONSTRAINT council_vote_repeal_check CHECK ((repealed_at IS NULL) = (repeal_reason IS NULL))
);
-- One vote on a dossier stands.
CREATE UNIQUE INDEX council_vote_standing_unique ON council_vote (session_id, dossier_id) WHERE repealed_at IS NULL;

-- Who may vote: members in the room when it was opened.
CREATE TABLE vote_roll (
    vote_id UUID NOT NULL REFERENCES council_vote (id),
    seat_id UUID NOT NULL REFERENCES council_seat (id),
    name TEXT NOT NULL,
    CONSTRAINT vote_roll_pkey PRIMARY KEY (vote_id, seat_id),
    CONSTRAINT vote_roll_vote_id_name_unique UNIQUE (vote_id, name)
);

-- That a member voted. An open vote keeps the choice here, a secret one only the blinded paper, which
-- fits every ballot in the urn.
CREATE TABLE vote_ballot (
    vote_id UUID NOT NULL,
    seat_id UUID NOT NULL,
    choice TEXT,
    blinded TEXT,
    CONSTRAINT vote_ballot_pkey PRIMARY KEY (vote_id, seat_id),
    CONSTRAINT vote_ballot_roll_fkey FOREIGN KEY (vote_id, seat_id) REFERENCES vote_roll (vote_id, seat_id),
    CONSTRAINT vote_ballot_choice_check CHECK (choice IN ('for', 'against', 'abstain')),
    CONSTRAINT vote_ballot_kind_check CHECK ((choice IS NULL) <> (blinded IS NULL))
);

-- Apart from one another, since the urn is written anew with every ballot and the key never.
CREATE TABLE vote_key (
    vote_id UUID NOT NULL REFERENCES council_vote (id),
    signing_key BYTEA NOT NULL,
    CONSTRAINT vote_key_pkey PRIMARY KEY (vote_id)
);
CREATE TABLE vote_urn (
    vote_id UUID NOT NULL REFERENCES council_vote (id),
    ballots TEXT NOT NULL,
    CONSTRAINT vote_urn_pkey PRIMARY KEY (vote_id)
);

-- Minutes, tally minutes and summary as drawn up: the data their templates are filled with.
CREATE TABLE session_paper (
    session_id UUID NOT NULL REFERENCES council_session (id),
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    drawn_at BIGINT NOT NULL,
    CONSTRAINT session_paper_pkey PRIMARY KEY (session_id, kind),
    CONSTRAINT session_paper_kind_check CHECK (kind IN ('minutes', 'tally-minutes', 'summary-list'))
);

CREATE TABLE session_signature (
    session_id UUID NOT NULL REFERENCES council_session (id),
    seat_id UUID NOT NULL REFERENCES council_seat (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    CONSTRAINT session_signature_pkey PRIMARY KEY (session_id, seat_id),
    CONSTRAINT session_signature_session_id_position_unique UNIQUE (session_id, position),
    CONSTRAINT session_signature_position_check CHECK (position >= 1)
);

-- only: postgres
-- Waits for a closing that is under way and sees what it left.
CREATE FUNCTION check_vote_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM council_vote WHERE id = NEW.vote_id AND closed_at IS NULL AND repealed_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = TG_NAME, CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vote_ballot_while_open BEFORE INSERT ON vote_ballot
    FOR EACH ROW EXECUTE FUNCTION check_vote_open();
CREATE TRIGGER vote_urn_while_open BEFORE UPDATE ON vote_urn
    FOR EACH ROW EXECUTE FUNCTION check_vote_open();
CREATE TRIGGER vote_ballot_stays BEFORE UPDATE ON vote_ballot
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vote_roll_stays BEFORE UPDATE ON vote_roll
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER council_vote_count_stays BEFORE UPDATE ON council_vote
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL AND (NEW.closed_at, NEW.in_favour, NEW.against, NEW.abstained, NEW.export, NEW.seal)
        IS DISTINCT FROM (OLD.closed_at, OLD.in_favour, OLD.against, OLD.abstained, OLD.export, OLD.seal))
    EXECUTE FUNCTION refuse_change();

CREATE FUNCTION check_session_unlocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'session_locked', CONSTRAINT = 'session_locked';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER council_session_locked BEFORE UPDATE ON council_session
    FOR EACH ROW WHEN (OLD.locked_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agenda_item_locked BEFORE INSERT OR UPDATE ON agenda_item
    FOR EACH ROW EXECUTE FUNCTION check_session_unlocked();
CREATE TRIGGER attendance_locked BEFORE INSERT OR UPDATE ON attendance
    FOR EACH ROW EXECUTE FUNCTION check_session_unlocked();
CREATE TRIGGER mark_sheet_locked BEFORE INSERT OR UPDATE ON mark_sheet
    FOR EACH ROW EXECUTE FUNCTION check_session_unlocked();
CREATE TRIGGER council_vote_locked BEFORE INSERT OR UPDATE ON council_vote
    FOR EACH ROW EXECUTE FUNCTION check_session_unlocked();
CREATE TRIGGER session_paper_locked BEFORE INSERT OR UPDATE ON session_paper
    FOR EACH ROW EXECUTE FUNCTION check_session_unlocked();
CREATE TRIGGER session_signature_locked BEFORE INSERT OR UPDATE ON session_signature
    FOR EACH ROW EXECUTE FUNCTION check_session_unlocked();
-- end only

-- only: sqlite
CREATE TRIGGER vote_ballot_while_open BEFORE INSERT ON vote_ballot
WHEN NOT EXISTS (SELECT 1 FROM council_vote WHERE id = NEW.vote_id AND closed_at IS NULL AND repealed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'vote_ballot_while_open'); END;
CREATE TRIGGER vote_urn_while_open BEFORE UPDATE ON vote_urn
WHEN NOT EXISTS (SELECT 1 FROM council_vote WHERE id = NEW.vote_id AND closed_at IS NULL AND repealed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'vote_urn_while_open'); END;
CREATE TRIGGER vote_ballot_stays BEFORE UPDATE ON vote_ballot
BEGIN SELECT RAISE(ABORT, 'vote_ballot_stays'); END;
CREATE TRIGGER vote_roll_stays BEFORE UPDATE ON vote_roll
BEGIN SELECT RAISE(ABORT, 'vote_roll_stays'); END;
CREATE TRIGGER council_vote_count_stays BEFORE UPDATE ON council_vote
WHEN OLD.closed_at IS NOT NULL AND (NEW.closed_at IS NOT OLD.closed_at OR NEW.in_favour IS NOT OLD.in_favour
    OR NEW.against IS NOT OLD.against OR NEW.abstained IS NOT OLD.abstained OR NEW.export IS NOT OLD.export
    OR NEW.seal IS NOT OLD.seal)
BEGIN SELECT RAISE(ABORT, 'council_vote_count_stays'); END;

CREATE TRIGGER council_session_locked BEFORE UPDATE ON council_session WHEN OLD.locked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'council_session_locked'); END;
CREATE TRIGGER agenda_item_locked_insert BEFORE INSERT ON agenda_item
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER agenda_item_locked_update BEFORE UPDATE ON agenda_item
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER attendance_locked_insert BEFORE INSERT ON attendance
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER attendance_locked_update BEFORE UPDATE ON attendance
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER mark_sheet_locked_insert BEFORE INSERT ON mark_sheet
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER mark_sheet_locked_update BEFORE UPDATE ON mark_sheet
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER council_vote_locked_insert BEFORE INSERT ON council_vote
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER council_vote_locked_update BEFORE UPDATE ON council_vote
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER session_paper_locked_insert BEFORE INSERT ON session_paper
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER session_paper_locked_update BEFORE UPDATE ON session_paper
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER session_signature_locked_insert BEFORE INSERT ON session_signature
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
CREATE TRIGGER session_signature_locked_update BEFORE UPDATE ON session_signature
WHEN EXISTS (SELECT 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'session_locked'); END;
-- end only
