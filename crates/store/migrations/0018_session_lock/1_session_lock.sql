-- only: postgres
-- Waits for a signing that is under way and sees whether it locked the session: without the lock a row could
-- slip in between the last signature and its commit. SQLite has one writer at a time.
CREATE OR REPLACE FUNCTION check_session_unlocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM council_session WHERE id = NEW.session_id AND locked_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'session_locked', CONSTRAINT = 'session_locked';
    END IF;
    RETURN NEW;
END $$;
-- end only
