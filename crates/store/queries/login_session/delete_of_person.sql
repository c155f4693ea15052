DELETE FROM login_session WHERE person_id = $1
