//! Addresses with parameters, and files as they go out.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use sangkien_app::data::DataFile;
use sangkien_app::port::PaperFormat;
use sangkien_http::form::Fields;
use sangkien_http::headers::FILE_POLICY;

/// The media type of PDF.
pub(crate) const PDF: &str = "application/pdf";
/// The media type of data.
const XML: &str = "application/xml";
/// The media type of DOCX.
pub(crate) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The file name and the media type of a paper.
pub(crate) fn paper_file(name: &str, format: PaperFormat) -> (String, &'static str) {
    match format {
        PaperFormat::Pdf => (format!("{name}.pdf"), PDF),
        PaperFormat::Docx => (format!("{name}.docx"), DOCX),
    }
}

/// What people call a format, and its extension.
pub(crate) const fn format_words(format: PaperFormat) -> (&'static str, &'static str) {
    match format {
        PaperFormat::Pdf => ("PDF", "pdf"),
        PaperFormat::Docx => ("Word", "docx"),
    }
}

/// `path` with the parameters that are not empty, in the order given.
pub(crate) fn address<'a>(
    path: &str,
    parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parameters {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// The parameters of a list as asked for, to be changed one at a time.
pub(crate) struct Parameters<'a> {
    path: &'a str,
    kept: Vec<(&'a str, String)>,
}

impl<'a> Parameters<'a> {
    /// The known parameters of `path`, in their order.
    pub(crate) fn of(path: &'a str, query: &Fields, known: &[&'a str]) -> Self {
        let kept = known
            .iter()
            .map(|name| (*name, query.get(name).to_owned()))
            .collect();
        Self { path, kept }
    }

    /// The address with `changes`; the page begins again from the first one unless it is changed.
    pub(crate) fn with(&self, changes: &[(&str, &str)]) -> String {
        let change_of = |name: &str| changes.iter().find(|(other, _)| *other == name);
        address(
            self.path,
            self.kept
                .iter()
                .filter_map(|(name, value)| match change_of(name) {
                    Some((_, value)) => Some((*name, *value)),
                    None if *name == "page" => None,
                    None => Some((*name, value.as_str())),
                }),
        )
    }

    /// Names and values that are not empty, without `left_out`; for hidden fields.
    pub(crate) fn hidden(&self, left_out: &[&str]) -> Vec<(String, String)> {
        self.kept
            .iter()
            .filter(|(name, value)| {
                !value.is_empty() && !left_out.contains(name) && *name != "page"
            })
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect()
    }
}

/// A page number as asked for, from 1.
pub(crate) fn page_number(query: &Fields) -> u32 {
    query.get("page").parse().unwrap_or(1).clamp(1, 100_000)
}

/// Data for download; the name of a file without a seal says so.
pub(crate) fn data(name: &str, file: DataFile) -> Response {
    let signed = if file.sealed { "" } else { "-chua-ky-so" };
    download(&format!("{name}{signed}.xml"), XML, file.content)
}

/// What the link to data is called.
pub(crate) const fn data_label(sealed: bool) -> &'static str {
    if sealed {
        "Tải dữ liệu (XML, đã ký số)"
    } else {
        "Tải dữ liệu (XML, chưa ký số)"
    }
}

/// A file for download. Nothing in it runs in the browser, which for that reason cannot show it
/// inside a page either.
pub(crate) fn download(name: &str, media_type: &str, content: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(content));
    let headers = response.headers_mut();
    // Plain text is taken in as UTF-8 only.
    let charset = if media_type == "text/plain" {
        "; charset=utf-8"
    } else {
        ""
    };
    let values = [
        (CONTENT_TYPE, format!("{media_type}{charset}")),
        (CONTENT_DISPOSITION, disposition(name)),
        (CONTENT_SECURITY_POLICY, FILE_POLICY.to_owned()),
        (
            HeaderName::from_static("x-content-type-options"),
            "nosniff".to_owned(),
        ),
    ];
    for (name, value) in values {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

/// The name in ASCII for old programs and in full for the others (RFC 6266).
fn disposition(name: &str) -> String {
    let plain: String =
        sangkien_text::search_key(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
            .split(' ')
            .filter(|word| word.is_ascii())
            .collect::<Vec<_>>()
            .join("-");
    let extension: String = name
        .rsplit_once('.')
        .map(|(_, extension)| extension)
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let plain = if plain.is_empty() { "tep" } else { &plain };
    let dot = if extension.is_empty() { "" } else { "." };
    let full: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let full = full.replace('+', "%20").replace('*', "%2A");
    format!("attachment; filename=\"{plain}{dot}{extension}\"; filename*=UTF-8''{full}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_parameters_leave_the_address_short() {
        assert_eq!(address("/registry", [("q", ""), ("year", "")]), "/registry");
        assert_eq!(
            address("/registry", [("q", "cải cách"), ("year", "2024")]),
            "/registry?q=c%E1%BA%A3i+c%C3%A1ch&year=2024"
        );
    }

    #[test]
    fn a_new_filter_begins_again_from_the_first_page() {
        let query = Fields::parse(b"q=a&page=3&year=2024&evil=1");
        let parameters = Parameters::of("/registry", &query, &["q", "year", "page"]);
        assert_eq!(parameters.with(&[("year", "")]), "/registry?q=a");
        assert_eq!(
            parameters.with(&[("page", "4")]),
            "/registry?q=a&year=2024&page=4"
        );
        assert_eq!(
            parameters.hidden(&["q"]),
            [("year".to_owned(), "2024".to_owned())]
        );
    }

    #[test]
    fn a_vietnamese_file_name_survives_the_header() {
        assert_eq!(
            disposition("Số liệu \"trước\".xlsx"),
            "attachment; filename=\"so-lieu-truoc.xlsx\"; filename*=UTF-8''S%E1%BB%91%20li%E1%BB%87u%20%22tr%C6%B0%E1%BB%9Bc%22.xlsx"
        );
        assert!(disposition("\r\n").starts_with("attachment; filename=\"tep\""));
    }
}
