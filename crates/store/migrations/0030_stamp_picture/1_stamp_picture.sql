-- Pictures of hand signatures and seals that are seen where papers are signed.
CREATE TABLE stamp_picture (
    kind TEXT NOT NULL,
    owner_id UUID NOT NULL,
    file TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    -- Real width of a seal.
    millimetres BIGINT,
    placed_by UUID NOT NULL REFERENCES person (id),
    placed_at BIGINT NOT NULL,
    CONSTRAINT stamp_picture_pkey PRIMARY KEY (kind, owner_id),
    CONSTRAINT stamp_picture_kind_check CHECK (kind IN ('hand', 'seal')),
    CONSTRAINT stamp_picture_size_check CHECK (width >= 1 AND height >= 1),
    CONSTRAINT stamp_picture_millimetres_check CHECK ((kind = 'seal') = (millimetres IS NOT NULL))
);
