SELECT id, unit_id, name, stage, blind, decision_ref, decided_on, version, valid_from, valid_to FROM council WHERE id = $1
