-- Numbers of registers that no document of this instance bears: taken out of use, or given to a document
-- of another system.
CREATE TABLE register_entry (
    body_id UUID NOT NULL REFERENCES unit (id),
    register TEXT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    void BOOLEAN NOT NULL,
    -- What the document is about, or why the number is out of use.
    subject TEXT NOT NULL,
    dated_on TEXT,
    entered_by UUID NOT NULL REFERENCES person (id),
    entered_at BIGINT NOT NULL,
    CONSTRAINT register_entry_pkey PRIMARY KEY (body_id, register, year, number),
    CONSTRAINT register_entry_register_check CHECK (register IN ('decision', 'certificate') OR register LIKE 'document:_%'),
    CONSTRAINT register_entry_number_check CHECK (number >= 1 AND year BETWEEN 1 AND 9999),
    CONSTRAINT register_entry_subject_check CHECK (subject <> ''),
    CONSTRAINT register_entry_dated_on_check CHECK (void = (dated_on IS NULL))
);
