use super::*;

fn collected(toml: &str, environment: &[(&str, &str)], flags: Given) -> Done<Settings> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("thu.toml");
    std::fs::write(&path, toml).unwrap();
    let environment = environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Settings::collect(Some(&path), environment, flags)
}

fn faults(outcome: Done<impl Sized>) -> Vec<String> {
    match outcome {
        Err(Trouble::Config(faults)) => faults,
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

#[test]
fn an_option_outweighs_the_environment_and_that_the_file() {
    let file =
        "listen = \"127.0.0.1:1\"\ndata = \"a\"\n[mail]\nfrom_name = \"Phòng\"\nport = 2525\n";
    let environment = [
        ("SANGKIEN_LISTEN", "127.0.0.1:2"),
        ("SANGKIEN_DATA", "b"),
        ("SANGKIEN_TEST_POSTGRES", "của kiểm thử"),
        ("PATH", "/bin"),
    ];
    let settings = collected(file, &environment, vec![("listen", "127.0.0.1:3".into())]).unwrap();
    let config = Config::judge(&settings).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.data, Path::new("b"));
    assert_eq!(config.mail.from_name, "Phòng");
    assert_eq!(config.database, Database::Sqlite("b/sangkien.db".into()));
    assert_eq!(settings.text("mail.port"), "2525");
}

#[test]
fn a_key_nobody_knows_is_an_error_wherever_it_stands() {
    let found = faults(collected(
        "lisen = \"x\"\n[mail]\nhots = \"y\"\n",
        &[("SANGKIEN_DATABSE", "z")],
        Vec::new(),
    ));
    assert_eq!(found.len(), 3, "{found:?}");
    for name in ["lisen", "mail.hots", "SANGKIEN_DATABSE"] {
        assert!(found.iter().any(|fault| fault.contains(name)), "{name}");
    }
}

#[test]
fn every_faulty_value_is_named_at_once() {
    let file = "listen = \"cổng 80\"\ntrusted_proxies = \"nhiều\"\nlog_format = \"xml\"\n\
                base_url = \"sangkien\"\ndatabase = \"mysql://x\"\n[mail]\ntransport = \"smtp\"\n\
                [files]\nscanner = \"/run/clamd\"\nperson_mb = 0\n";
    let settings = collected(file, &[], Vec::new()).unwrap();
    assert_eq!(faults(Config::judge(&settings)).len(), 8);
}

#[test]
fn limits_of_overlap_are_the_documented_ones_unless_given() {
    let judged = |toml| Config::judge(&collected(toml, &[], Vec::new()).unwrap());
    assert_eq!(judged("").unwrap().overlap, Limits::DEFAULT);
    let given = judged("[overlap]\nshare = 15\n").unwrap().overlap;
    assert_eq!(given.share, 1500);
    assert_eq!(
        faults(judged("[overlap]\nalike = 101\nlong = 0\n")).len(),
        2
    );
}

#[test]
fn bands_of_the_map_rise_and_stay_below_a_hundred() {
    let judged = |toml: &str| Config::judge(&collected(toml, &[], Vec::new()).unwrap());
    assert_eq!(judged("").unwrap().bands, Bands::default());
    let given = judged("[overlap]\nbands = \"5, 20, 100\"\n").unwrap().bands;
    assert_eq!(given, Bands([500, 2_000, 10_000]));
    for wrong in ["10,30", "30,10,60", "0,1,2", "1,2,101", "một,2,3"] {
        let toml = format!("[overlap]\nbands = \"{wrong}\"\n");
        assert_eq!(faults(judged(&toml)).len(), 1, "{wrong}");
    }
}

#[test]
fn a_dump_masks_passwords_and_can_be_read_again() {
    let address = "postgres://sk:mat@khau@127.0.0.1:5432/sk?password=khac";
    let settings = collected("", &[("SANGKIEN_DATABASE", address)], Vec::new()).unwrap();
    let dump = settings.to_toml();
    assert!(
        dump.contains("postgres://sk:***@127.0.0.1:5432/sk?***"),
        "{dump}"
    );
    assert!(!dump.contains("khau") && !dump.contains("khac"));
    assert!(!settings.to_json().to_string().contains("khau"));
    let again = collected(&dump, &[], Vec::new()).unwrap();
    assert_eq!(again.text("listen"), settings.text("listen"));
    assert_eq!(again.text("mail.from_name"), "Sáng Kiến");
}

#[test]
fn every_key_has_its_own_environment_variable() {
    let names: std::collections::BTreeSet<String> = KEYS.iter().map(Key::variable).collect();
    assert_eq!(names.len(), KEYS.len());
}
