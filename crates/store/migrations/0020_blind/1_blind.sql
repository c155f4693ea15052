-- Councils that judge without knowing whose a dossier is.

ALTER TABLE council ADD COLUMN blind BOOLEAN NOT NULL DEFAULT FALSE;

-- The folded code alone, which is all that such a member's search looks through. Rows from before have
-- none until their next act; the session that takes them up is one.
ALTER TABLE dossier ADD COLUMN code_key TEXT NOT NULL DEFAULT '';
