-- What a person has passed on and others now have: asked for in every list of their work.
CREATE INDEX dossier_visit_entered_by_index ON dossier_visit (entered_by, dossier_id);
