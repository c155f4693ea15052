-- Guests of a session, one a line, and the votes of the public on its dossiers, with where they were counted
-- and why they were entered or changed.

ALTER TABLE council_session ADD COLUMN guests TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda_item ADD COLUMN public_votes BIGINT NULL CONSTRAINT agenda_item_public_votes_check CHECK (public_votes >= 0);
ALTER TABLE agenda_item ADD COLUMN public_evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda_item ADD COLUMN public_reason TEXT NOT NULL DEFAULT '';
