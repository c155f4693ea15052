-- What the rubric of a dossier made of its sheets, with class and reasons, beside the votes. Null in
-- verdicts from before rubrics were settled.

ALTER TABLE agenda_item ADD COLUMN settled TEXT CONSTRAINT agenda_item_settled_check CHECK (settled IS NULL OR (carried IS NULL) = FALSE);
ALTER TABLE registry_entry ADD COLUMN class TEXT NOT NULL DEFAULT '';
