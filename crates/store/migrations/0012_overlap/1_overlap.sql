-- What people say about what a dossier shares with earlier ones. Passages themselves are not
-- stored: they are found anew from the submissions whenever somebody looks.

-- A stretch of a submission that does not count, and why. Lifted, it stays on record.
CREATE TABLE overlap_exclusion (
    dossier_id UUID NOT NULL,
    number BIGINT NOT NULL,
    submission BIGINT NOT NULL,
    -- Unicode scalar values of the compared text.
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    quote TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_id UUID NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    lifted_by UUID REFERENCES person (id),
    lifted_at BIGINT,
    CONSTRAINT overlap_exclusion_pkey PRIMARY KEY (dossier_id, number),
    CONSTRAINT overlap_exclusion_submission_fkey FOREIGN KEY (dossier_id, submission) REFERENCES submission (dossier_id, ordinal),
    CONSTRAINT overlap_exclusion_place_check CHECK (from_at >= 0 AND to_at > from_at),
    CONSTRAINT overlap_exclusion_reason_check CHECK (reason <> ''),
    CONSTRAINT overlap_exclusion_lifted_check CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);

-- What somebody holds of a dossier and an earlier one; the latest counts, none is ever changed.
CREATE TABLE overlap_verdict (
    dossier_id UUID NOT NULL,
    source_id UUID NOT NULL,
    ordinal BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    submission BIGINT NOT NULL,
    source_submission BIGINT NOT NULL,
    -- Hundredths of a percent, and counted syllables of the longest passage, as they were then.
    share BIGINT NOT NULL,
    longest BIGINT NOT NULL,
    by_id UUID NOT NULL REFERENCES person (id),
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT overlap_verdict_pkey PRIMARY KEY (dossier_id, source_id, ordinal),
    CONSTRAINT overlap_verdict_submission_fkey FOREIGN KEY (dossier_id, submission) REFERENCES submission (dossier_id, ordinal),
    CONSTRAINT overlap_verdict_source_fkey FOREIGN KEY (source_id, source_submission) REFERENCES submission (dossier_id, ordinal),
    CONSTRAINT overlap_verdict_pair_check CHECK (dossier_id <> source_id),
    CONSTRAINT overlap_verdict_verdict_check CHECK (verdict IN ('duplicate', 'continues', 'same-topic', 'different')),
    CONSTRAINT overlap_verdict_share_check CHECK (share BETWEEN 0 AND 10000 AND longest >= 0)
);

-- New submissions are looked for every second.
CREATE INDEX submission_submitted_at_index ON submission (submitted_at);
