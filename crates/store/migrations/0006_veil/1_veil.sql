-- What a procedure keeps from the authors of a dossier also stays out of the order and the days of
-- their lists: since when they are told the same in place of its states; null where nothing is
-- hidden from them.

ALTER TABLE dossier ADD COLUMN veiled_since BIGINT;
