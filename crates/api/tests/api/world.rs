//! An instance in memory behind the API's router: one agency, one open round, and people who
//! joined through the API itself.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use sangkien_app::account::SetUp;
use sangkien_app::balance::BalanceReport;
use sangkien_app::organisation::FirstRound;
use sangkien_app::port::offline::OfflineBook;
use sangkien_app::port::{
    ApologyPaper, DecisionPaper, FilledPaper, FormField, PaperError, PaperFormat, Papers,
    Recognised, ReportFormat, ReportTable, RequestPaper,
};
use sangkien_app::record::{Certificate, InvitationPurpose, RegistryEntry};
use sangkien_app::register::RegisterView;
use sangkien_app::{App, Origin, Ports, Settings};
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_http::Shared;
use sangkien_http::csrf::CsrfKey;
use sangkien_http::limit::{Limits, Quotas};
use sangkien_store_sqlite::SqliteStore;
use sangkien_testkit::{
    MemoryBlobs, NoKeys, NoTexts, PlainPasswords, PlainReader, PlainVerifier, SeededEntropy,
    SetClock,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// The password of everybody here.
pub(crate) const PASSWORD: &str = "ba con meo ngu trua";
/// The administrator, who is also secretary of the only council.
pub(crate) const ADMINISTRATOR: &str = "quan-tri-mau";

/// Documents that say no more than that they were made.
struct BlankPapers;

impl Papers for BlankPapers {
    fn register(&self, _: &RegisterView) -> Result<Vec<u8>, PaperError> {
        Ok(b"PK blank".to_vec())
    }

    fn signature_place(&self, _: &[u8], _: &str, _: bool) -> Option<(u32, [f32; 4])> {
        None
    }

    fn recognise(&self, file_name: &str, content: &[u8]) -> Result<Recognised, String> {
        if content.starts_with(b"%PDF") {
            Ok(Recognised {
                media_type: "application/pdf".into(),
                name: file_name.into(),
            })
        } else {
            Err("unknown".into())
        }
    }

    fn certificate(&self, _: &Certificate, _: &str) -> Result<Vec<u8>, PaperError> {
        Ok(b"%PDF certificate".to_vec())
    }

    fn certificates(&self, _: &[(Certificate, String)]) -> Result<Vec<u8>, PaperError> {
        Ok(b"%PDF certificates".to_vec())
    }

    fn decision(&self, _: &DecisionPaper, _: PaperFormat) -> Result<Vec<u8>, PaperError> {
        Ok(b"%PDF decision".to_vec())
    }

    fn decision_data(&self, _: &DecisionPaper) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn form_fields(&self, _: FilledPaper) -> Vec<FormField> {
        Vec::new()
    }

    fn sample(&self, _: FilledPaper) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn filled(
        &self,
        _: FilledPaper,
        _: &serde_json::Value,
        _: PaperFormat,
    ) -> Result<Vec<u8>, PaperError> {
        Ok(b"%PDF paper".to_vec())
    }

    fn filled_all(
        &self,
        _: FilledPaper,
        _: &[serde_json::Value],
        _: PaperFormat,
    ) -> Result<Vec<u8>, PaperError> {
        Ok(b"%PDF papers".to_vec())
    }

    fn report(&self, _: &ReportTable, _: ReportFormat) -> Result<Vec<u8>, PaperError> {
        Ok(b"PK report".to_vec())
    }

    fn balance(&self, _: &BalanceReport) -> Result<Vec<u8>, PaperError> {
        Ok(b"PK figures".to_vec())
    }

    fn apology_data(&self, _: &ApologyPaper) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn request_data(&self, _: &RequestPaper) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn yearly_list(&self, _: &str, _: &[RegistryEntry]) -> Result<Vec<u8>, PaperError> {
        Ok(b"PK list".to_vec())
    }

    fn offline_sheets(&self, _: &OfflineBook) -> Result<Vec<u8>, PaperError> {
        Ok(b"PK sheets".to_vec())
    }

    fn qr_svg(&self, _: &str) -> Result<String, PaperError> {
        Ok("<svg/>".into())
    }
}

/// The instance.
pub(crate) struct World {
    pub(crate) router: Router,
    pub(crate) clock: Arc<SetClock>,
    /// Token of the administrator.
    pub(crate) administrator: String,
    _folder: TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON; null when there is none.
    pub(crate) fn json(&self) -> Value {
        if self.bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&self.bytes).unwrap()
        }
    }

    /// The body as JSON of a reply with this status.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        let text = String::from_utf8_lossy(&self.bytes);
        assert_eq!(self.status.as_u16(), status, "{text}");
        if self
            .headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().ends_with(b"json"))
        {
            self.json()
        } else {
            Value::Null
        }
    }
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

async fn app(folder: &Path, clock: Arc<SetClock>) -> App {
    let store = SqliteStore::open(&folder.join("test.db")).await.unwrap();
    let ports = Ports {
        store: Arc::new(store),
        clock,
        entropy: Arc::new(SeededEntropy::new(1)),
        blobs: Arc::new(MemoryBlobs::default()),
        papers: Arc::new(BlankPapers),
        passwords: Arc::new(PlainPasswords),
        comparing: Arc::new(NoTexts),
        meaning: Arc::new(sangkien_app::port::NoMeaning),
        reader: Arc::new(PlainReader),
        verifying: Arc::new(PlainVerifier::default()),
        signing: Arc::new(NoKeys),
        scanner: Arc::new(sangkien_app::port::NoScanner),
    };
    let settings = Settings {
        base_url: "http://localhost".into(),
        demo: false,
        quota: sangkien_app::Quota::default(),
    };
    App::new(ports, settings)
}

impl World {
    /// An agency with one base round from 01/03/2024 to before 10/04/2024, on 01/04/2024.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at(at("2024-04-01T09:00:00+07:00")));
        let app = app(folder.path(), Arc::clone(&clock)).await;
        let link = app.make_link(None, InvitationPurpose::Setup).await.unwrap();
        let rules = sangkien_packs::rule_sets()
            .unwrap()
            .into_iter()
            .next()
            .unwrap();
        let set_up = SetUp {
            agency: "Phòng mẫu huyện Mẫu".into(),
            code: "PM".into(),
            account: ADMINISTRATOR.into(),
            full_name: "Quản trị mẫu".into(),
            password: PASSWORD.into(),
            start: Some(FirstRound {
                rules,
                procedure: "sang-kien-co-so".into(),
                procedures: sangkien_packs::procedures()
                    .unwrap()
                    .into_iter()
                    .map(|file| file.text.to_owned())
                    .collect(),
                fields: vec![("VTLT".into(), "Văn thư, lưu trữ".into())],
                name: "Đợt 1 năm 2024".into(),
                window: Window {
                    opens_at: at("2024-03-01T00:00:00+07:00"),
                    closes_at: at("2024-04-10T00:00:00+07:00"),
                },
            }),
        };
        let origin = Origin::local("test");
        let signed_in = app.set_up(&link, set_up, &origin, "test").await.unwrap();
        let shared = Shared {
            app: Arc::new(app),
            csrf: CsrfKey::derive(&[7; 32]),
            limits: Arc::new(Limits::new(Quotas::default())),
            requests: Arc::default(),
            trusted_proxies: 0,
            secure: false,
        };
        Self {
            router: sangkien_api::router(shared),
            clock,
            administrator: signed_in.token,
            _folder: folder,
        }
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }

    /// Sends JSON, or nothing for null, as the holder of `token`; "" for nobody.
    pub(crate) async fn ask(&self, method: Method, path: &str, token: &str, body: Value) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/{path}"))
            .header(ACCEPT_LANGUAGE, "vi");
        if !token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = if body.is_null() {
            Body::empty()
        } else {
            request = request.header(CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        };
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Answer {
        self.ask(Method::GET, path, token, Value::Null).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Answer {
        self.ask(Method::POST, path, token, body).await
    }

    pub(crate) async fn put(&self, path: &str, token: &str, body: Value) -> Answer {
        self.ask(Method::PUT, path, token, body).await
    }

    pub(crate) async fn delete(&self, path: &str, token: &str) -> Answer {
        self.ask(Method::DELETE, path, token, Value::Null).await
    }

    /// Attaches a file.
    pub(crate) async fn upload(
        &self,
        path: &str,
        token: &str,
        name: &str,
        content: &str,
    ) -> Answer {
        let body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n{content}\r\n--cut--\r\n"
        );
        let request = Request::post(format!("/api/v1/{path}"))
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .header(CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Invites somebody with a role, lets them set their password and gives their token.
    pub(crate) async fn join(&self, account: &str, full_name: &str, role: &str) -> String {
        let units = self
            .get("people/units", &self.administrator)
            .await
            .expect(200);
        let body = json!({
            "account": account, "full_name": full_name, "unit": units["units"][0]["id"],
            "roles": [role], "post": "Chức vụ mẫu",
        });
        let invited = self
            .post("people", &self.administrator, body)
            .await
            .expect(201);
        let link = invited["link"].as_str().unwrap();
        let token = link.rsplit('/').next().unwrap();
        let body = json!({ "token": token, "password": PASSWORD });
        let joined = self.post("invitations", "", body).await.expect(201);
        joined["token"].as_str().unwrap().to_owned()
    }

    /// The round that is open.
    pub(crate) async fn round(&self) -> String {
        let rounds = self.get("rounds", "").await.expect(200);
        rounds["rounds"][0]["id"].as_str().unwrap().to_owned()
    }

    /// A complete draft of whoever holds `token`; gives its id.
    pub(crate) async fn complete_draft(&self, token: &str, first_applied_on: &str) -> String {
        let body = json!({ "round": self.round().await });
        let made = self.post("dossiers", token, body).await.expect(201);
        let id = made["id"].as_str().unwrap().to_owned();
        let dossier = self.get(&format!("dossiers/{id}"), token).await.expect(200);
        for section in dossier["sections"].as_array().unwrap() {
            if section["kind"] != "fields" {
                continue;
            }
            let mut answers = serde_json::Map::new();
            for field in section["fields"].as_array().unwrap() {
                let answer = match field["kind"].as_str().unwrap() {
                    "field-catalogue" => "VTLT".to_owned(),
                    "consent" => "yes".to_owned(),
                    "date" => first_applied_on.to_owned(),
                    "choice" => field["options"][0]["value"].as_str().unwrap().to_owned(),
                    "text" => "Giải pháp mẫu sắp xếp tài liệu".to_owned(),
                    _ => "Mô tả mẫu có số liệu trước và sau khi áp dụng. ".repeat(6),
                };
                answers.insert(field["key"].as_str().unwrap().to_owned(), answer.into());
            }
            let path = format!(
                "dossiers/{id}/sections/{}",
                section["key"].as_str().unwrap()
            );
            let body = json!({ "answers": answers, "version": section["version"] });
            let saved = self.put(&path, token, body).await.expect(200);
            assert_eq!(saved["missing"], json!([]), "{path}");
        }
        id
    }
}
