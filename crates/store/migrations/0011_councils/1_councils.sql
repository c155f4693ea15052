-- Councils as records: the decision that set them up, what each seat entitles to, substitutes.

ALTER TABLE council ADD COLUMN decided_on TEXT CONSTRAINT council_decided_on_check CHECK (length(decided_on) = 10);
ALTER TABLE council ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Whoever had a seat until now marked and commented; chair, deputy and secretary concluded.
ALTER TABLE council_seat ADD COLUMN may_mark BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE council_seat ADD COLUMN may_comment BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE council_seat ADD COLUMN may_conclude BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE council_seat ADD COLUMN for_union BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE council_seat SET may_conclude = TRUE WHERE post <> 'member';

-- Nobody sits twice on one council at a time.
CREATE UNIQUE INDEX council_seat_council_id_person_id_unique ON council_seat (council_id, person_id) WHERE valid_to IS NULL;

CREATE TABLE council_substitute (
    council_id UUID NOT NULL REFERENCES council (id),
    person_id UUID NOT NULL REFERENCES person (id),
    named_at BIGINT NOT NULL,
    seat_id UUID REFERENCES council_seat (id),
    CONSTRAINT council_substitute_pkey PRIMARY KEY (council_id, person_id),
    CONSTRAINT council_substitute_seat_id_unique UNIQUE (seat_id)
);
