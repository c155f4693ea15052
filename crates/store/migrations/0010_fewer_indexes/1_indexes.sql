-- Indexes that every moved limit had to be written into and that no statement asked.
--
-- A list is ordered by the day its reader may know, which is not the stored one; open limits are
-- found by not being met, whatever their last moment.
DROP INDEX dossier_due_on_index;
DROP INDEX dossier_limit_due_at_index;
CREATE INDEX dossier_limit_met_at_index ON dossier_limit (met_at);
