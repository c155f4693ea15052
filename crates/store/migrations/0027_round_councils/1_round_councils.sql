-- Councils that judge single fields of a round; what is of no such field goes to the round's own council.
-- A field of a round has one council, which the key holds.

CREATE TABLE round_council (
    round_id UUID NOT NULL REFERENCES round (id),
    field_id UUID NOT NULL REFERENCES field (id),
    council_id UUID NOT NULL REFERENCES council (id),
    CONSTRAINT round_council_pkey PRIMARY KEY (round_id, field_id)
);
CREATE INDEX round_council_council_id_index ON round_council (council_id);
