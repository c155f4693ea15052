//! A small authority of certificates, made with OpenSSL: an implementation that is not ours.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use sangkien_domain::time::Instant;
use sangkien_signatures::{Identity, Trust};

const SETTINGS: &str = "
[req]
distinguished_name = dn
prompt = no
utf8 = yes
string_mask = utf8only
[dn]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[signer]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
[server]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
[stamper]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ca]
default_ca = own
[own]
database = index.txt
crlnumber = number
default_md = sha256
default_crl_days = 3650
[tsa]
default_tsa = clock
[clock]
serial = stamps
signer_cert = stamper.pem
signer_key = stamper.key
certs = root.pem
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
";

/// Password of all key files.
pub(crate) const PASSWORD: &str = "mat-khau-mau";

/// The folder of an authority and all that it made.
pub(crate) struct Authority {
    folder: tempfile::TempDir,
}

/// The authority of this run; making its keys takes a second.
pub(crate) fn authority() -> &'static Authority {
    static MADE: OnceLock<Authority> = OnceLock::new();
    MADE.get_or_init(Authority::make)
}

/// Now, as OpenSSL knows it.
#[expect(
    clippy::disallowed_methods,
    reason = "OpenSSL writes the system's time into certificates"
)]
pub(crate) fn now() -> Instant {
    Instant(jiff::Timestamp::now().as_microsecond())
}

/// When tests verify: once all has been made.
pub(crate) fn later() -> Instant {
    now().plus_seconds(60)
}

/// Runs a program and gives what it said; it has to succeed.
pub(crate) fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|fault| panic!("{program}: {fault}"));
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    said
}

impl Authority {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let this = Self { folder };
        let put = |name: &str, text: &str| std::fs::write(this.path(name), text).unwrap();
        put("settings", SETTINGS);
        put("index.txt", "");
        put("number", "01\n");
        put("stamps", "01\n");
        this.root("root", "Cơ quan chứng thực mẫu");
        this
    }

    /// Makes what a name stands for, unless it is there.
    fn make_sure(&self, name: &str) {
        if self.path(&format!("{name}.p12")).exists() {
            return;
        }
        let rsa = ["rsa:2048"];
        let curve = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
        let leader = "/O=Ủy ban nhân dân xã mẫu/CN=Lãnh đạo mẫu";
        let agency = "/O=Ủy ban nhân dân xã mẫu/CN=Ủy ban nhân dân xã mẫu";
        match name {
            "leader" => self.issue(name, leader, "root", "signer", &rsa),
            "agency" => self.issue(name, agency, "root", "signer", &curve),
            "curve" => {
                let curve = ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"];
                self.issue(name, "/CN=Ký bằng P-384", "root", "signer", &curve);
            }
            "short" => self.issue(name, "/CN=Khóa ngắn", "root", "signer", &["rsa:1024"]),
            "server" => self.issue(name, "/CN=may-chu.example", "root", "server", &curve),
            "stamper" => self.issue(name, "/CN=Dấu thời gian mẫu", "root", "stamper", &rsa),
            "outsider" => {
                self.root("stranger", "Cơ quan chứng thực lạ");
                self.issue(name, leader, "stranger", "signer", &curve);
            }
            "withdrawn" => self.issue(name, "/CN=Đã thu hồi", "root", "signer", &curve),
            other => panic!("nobody is called {other}"),
        }
    }

    /// The list of revoked certificates, with one on it.
    fn list(&self) {
        if self.path("root.crl").exists() {
            return;
        }
        self.make_sure("withdrawn");
        let ca = [
            "ca", "-config", "settings", "-keyfile", "root.key", "-cert", "root.pem",
        ];
        self.openssl(&[&ca[..], &["-revoke", "withdrawn.pem"]].concat());
        self.openssl(&[&ca[..], &["-gencrl", "-out", "root.crl"]].concat());
    }

    /// A file of the authority.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Has OpenSSL do something in the folder.
    pub(crate) fn openssl(&self, arguments: &[&str]) -> String {
        run(self.folder.path(), "openssl", arguments)
    }

    fn root(&self, name: &str, title: &str) {
        let subject = format!("/CN={title}");
        let (key, out) = (format!("{name}.key"), format!("{name}.pem"));
        self.openssl(&[
            "req",
            "-x509",
            "-config",
            "settings",
            "-extensions",
            "root",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-utf8",
            "-days",
            "3650",
            "-subj",
            &subject,
            "-keyout",
            &key,
            "-out",
            &out,
        ]);
    }

    fn issue(&self, name: &str, subject: &str, by: &str, uses: &str, kind: &[&str]) {
        let [key, request, out, file] =
            ["key", "csr", "pem", "p12"].map(|end| format!("{name}.{end}"));
        let [issuer, issuer_key] = ["pem", "key"].map(|end| format!("{by}.{end}"));
        let mut arguments = vec![
            "req", "-new", "-config", "settings", "-nodes", "-utf8", "-newkey",
        ];
        arguments.extend(kind);
        arguments.extend(["-subj", subject, "-keyout", &key, "-out", &request]);
        self.openssl(&arguments);
        self.openssl(&[
            "x509",
            "-req",
            "-in",
            &request,
            "-CA",
            &issuer,
            "-CAkey",
            &issuer_key,
            "-CAcreateserial",
            "-days",
            "365",
            "-extfile",
            "settings",
            "-extensions",
            uses,
            "-out",
            &out,
        ]);
        let password = format!("pass:{PASSWORD}");
        self.openssl(&[
            "pkcs12",
            "-export",
            "-inkey",
            &key,
            "-in",
            &out,
            "-certfile",
            &issuer,
            "-out",
            &file,
            "-passout",
            &password,
        ]);
    }

    /// Whoever was given a certificate.
    pub(crate) fn identity(&self, name: &str) -> Identity {
        self.make_sure(name);
        let file = std::fs::read(self.path(&format!("{name}.p12"))).unwrap();
        Identity::from_pkcs12(&file, PASSWORD).unwrap()
    }

    /// Trust in the first root, with its list of revoked certificates.
    pub(crate) fn trust(&self) -> Trust {
        self.list();
        let mut trust = self.root_alone();
        assert!(trust.add(&std::fs::read(self.path("root.crl")).unwrap()));
        trust
    }

    /// Trust in the first root.
    pub(crate) fn root_alone(&self) -> Trust {
        let mut trust = Trust::default();
        assert!(trust.add(&std::fs::read(self.path("root.pem")).unwrap()));
        trust
    }
}
