-- What a person has brought is counted at each upload.
CREATE INDEX evidence_file_added_by_index ON evidence_file (added_by);
CREATE INDEX step_file_added_by_index ON step_file (added_by);
