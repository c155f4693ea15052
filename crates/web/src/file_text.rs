//! The content of a file inside a page: its text page by page, with the place marked that a request
//! for supplements or an overlap points at, or words that were looked for.

mod find;
mod view;

use std::ops::Range;

use sangkien_app::reading::FileLook;
use sangkien_app::record::ReadText;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::file_text::FileTextPage;
use sangkien_pages::parts::{Link, Pager};

use self::view::Sheet;
use crate::address::{Parameters, download, page_number};
use crate::context::{Context, Reply};
use crate::extract::{Id, Query, Signed, SignedForm};
use crate::state::Web;

/// Parameters: words looked for, words that a request for supplements quotes, a stretch that an
/// overlap names, and the page shown.
const KNOWN: [&str; 5] = ["find", "quote", "from", "to", "page"];
/// The most pages that a search links to.
const MOST_HITS: usize = 40;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/files/{file}/text", text)
        .get("/dossiers/{id}/files/{file}/pages/{page}", picture)
        .post("/dossiers/{id}/files/{file}/reading", read_again)
}

async fn text(
    signed: Signed,
    Id((id, file)): Id<(DossierId, FileId)>,
    Query(query): Query,
) -> Reply {
    let look = signed
        .app()
        .look_into_file(&signed.caller, id, file)
        .await?;
    signed.html(&page(&signed, id, &look, &query))
}

async fn picture(signed: Signed, Id((id, file, page)): Id<(DossierId, FileId, u32)>) -> Reply {
    let app = signed.app();
    let (kind, content) = app.picture_of_page(&signed.caller, id, file, page).await?;
    Ok(download("trang.png", kind, content))
}

async fn read_again(Id((id, file)): Id<(DossierId, FileId)>, form: SignedForm) -> Reply {
    form.app().retry_reading(&form.caller, id, file).await?;
    form.done(
        &format!("/dossiers/{id}/files/{file}/text"),
        "Tệp sẽ được đọc lại trong ít phút.",
    )
}

fn page(context: &Context, id: DossierId, look: &FileLook, query: &Fields) -> FileTextPage {
    let file = &look.file;
    let path = format!("/dossiers/{id}/files/{}/text", file.id);
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", format!("/dossiers/{id}")));
    let mut page = FileTextPage {
        shell,
        name: file.name.clone(),
        facts: view::facts(look),
        notice: view::notice(look.reading.as_ref()),
        download: look
            .may_download
            .then(|| format!("/dossiers/{id}/files/{}", file.id)),
        take: look
            .may_take
            .then(|| format!("/dossiers/{id}/files/{}/report", file.id)),
        retry: look
            .may_retry
            .then(|| format!("/dossiers/{id}/files/{}/reading", file.id)),
        query: query.get("find").to_owned(),
        searchable: look.text.is_some(),
        result: None,
        hits: Vec::new(),
        sheet: None,
        pager: None,
    };
    let shown = look
        .text
        .as_ref()
        .and_then(|text| fill(&mut page, &path, text, query));
    if !look.may_download {
        return page;
    }
    let picture = |number: u64| format!("/dossiers/{id}/files/{}/pages/{number}", file.id);
    let is_picture = ["image/png", "image/jpeg"].contains(&file.media_type.as_str());
    if is_picture {
        let sheet = page.sheet.get_or_insert_with(view::picture_only);
        sheet.picture = Some(picture(1));
    } else if let (Some(number), Some(sheet)) = (shown, &mut page.sheet)
        && file.media_type == "application/pdf"
    {
        sheet.picture = Some(picture(number));
    }
    page
}

/// Puts the text on the page; gives the number of the page that is shown.
fn fill(page: &mut FileTextPage, path: &str, text: &ReadText, query: &Fields) -> Option<u64> {
    let sheets = view::sheets(text);
    let marks = marks(text, query);
    let hits: Vec<&Sheet<'_>> = sheets.iter().filter(|sheet| sheet.has(&marks)).collect();
    let parameters = Parameters::of(path, query, &KNOWN);
    let link = |number: u64| parameters.with(&[("page", &number.to_string())]);
    if !query.get("find").is_empty() {
        page.result = Some(view::result(marks.len(), hits.len()));
        let linked = hits.iter().take(MOST_HITS);
        page.hits = linked
            .map(|sheet| Link::new(&sheet.title, link(sheet.number)))
            .collect();
    } else if marks.is_empty() && looked_for(query) {
        page.result = Some("Không thấy đoạn được dẫn trong phần chữ đã đọc của tệp.".to_owned());
    }
    let asked = if query.get("page").is_empty() {
        hits.first().map_or(1, |sheet| sheet.number)
    } else {
        u64::from(page_number(query))
    };
    let asked = asked.min(u64::try_from(sheets.len()).unwrap_or(1));
    let shown = sheets.iter().find(|sheet| sheet.number == asked)?;
    page.sheet = Some(shown.shown(&marks));
    let last = u64::try_from(sheets.len()).unwrap_or(1);
    page.pager = (last > 1).then(|| Pager {
        summary: format!("{} trong {last}", shown.title),
        ..Pager::new(asked, 1, last, link)
    });
    Some(asked)
}

fn looked_for(query: &Fields) -> bool {
    ["quote", "from"]
        .iter()
        .any(|name| !query.get(name).is_empty())
}

/// Places to mark in the whole text, in Unicode scalar values.
fn marks(text: &ReadText, query: &Fields) -> Vec<Range<u32>> {
    let number = |name: &str| query.get(name).parse::<u32>().ok();
    if let (Some(from), Some(to)) = (number("from"), number("to")) {
        let length = text.places().last().map_or(0, |(place, _)| place.end);
        return (from < to && from < length)
            .then(|| from..to.min(length))
            .into_iter()
            .collect();
    }
    match (query.get("find"), query.get("quote")) {
        ("", "") => Vec::new(),
        ("", quote) => find::letters(&text.whole(), quote)
            .into_iter()
            .take(1)
            .collect(),
        (words, _) => find::words(&text.whole(), words),
    }
}

/// Where a quotation of a file is shown.
pub(crate) fn quoted(id: DossierId, file: FileId, page: Option<u32>, quote: &str) -> String {
    let page = page.map(|page| page.to_string()).unwrap_or_default();
    // A quotation tells its page better than whoever typed the number.
    let page = if quote.is_empty() { page.as_str() } else { "" };
    let path = format!("/dossiers/{id}/files/{file}/text");
    let query = [("quote", quote), ("page", page)];
    let address = crate::address::address(&path, query);
    if quote.is_empty() {
        address
    } else {
        format!("{address}#found")
    }
}

/// Where a stretch of a file is shown.
pub(crate) fn stretch(id: DossierId, file: FileId, place: &Range<u32>) -> String {
    format!(
        "/dossiers/{id}/files/{file}/text?from={}&to={}#found",
        place.start, place.end
    )
}

/// The way to a file's content, told by how far its reading has come.
pub(crate) fn link(
    id: DossierId,
    file: FileId,
    reading: Option<&sangkien_app::record::FileReading>,
) -> Option<Link> {
    let words = view::progress(reading?);
    Some(Link::new(
        words,
        format!("/dossiers/{id}/files/{file}/text"),
    ))
}
