//! Words looked for in uploaded files.

use sangkien_app::file_search::FoundFile;
use sangkien_http::route::Routes;
use sangkien_pages::file_search::FileSearchPage;
use sangkien_pages::parts::{Empty, Link};
use sangkien_pages::public::Hit;

use crate::address::address;
use crate::context::Reply;
use crate::extract::{Query, Signed};
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new().get("/dossiers/in-files", search)
}

async fn search(signed: Signed, Query(query): Query) -> Reply {
    let asked = query.get("q");
    let result = signed.app().search_files(&signed.caller, asked).await?;
    let hits: Vec<Hit> = result.found.iter().map(|found| hit(found, asked)).collect();
    let mut shell = signed.shell();
    shell.back = Some(Link::new("Hồ sơ", "/dossiers"));
    let count = hits.len();
    let summary = match (count, result.more) {
        (0, _) => String::new(),
        (count, true) => {
            format!(
                "Thấy trong nhiều tệp; dưới đây là {count} tệp đọc gần nhất. Thêm từ để thu hẹp."
            )
        }
        (count, false) => format!("Thấy trong {count} tệp."),
    };
    let wanted = !sangkien_text::words(asked).is_empty();
    let page = FileSearchPage {
        shell,
        query: asked.to_owned(),
        summary,
        empty: (wanted && hits.is_empty()).then(|| {
            Empty::new(
                "Không có tệp nào có đủ các từ này",
                "Thử bớt từ. Tệp vừa tải lên được đọc trong ít phút rồi mới tìm được.",
            )
        }),
        hits,
    };
    signed.html(&page)
}

fn hit(found: &FoundFile, asked: &str) -> Hit {
    let path = format!("/dossiers/{}/files/{}/text", found.dossier, found.file.id);
    let page = found.page.map(|page| page.to_string());
    let page = page.iter().map(|page| ("page", page.as_str()));
    let href = address(&path, [("find", asked)].into_iter().chain(page));
    let code = found.code.iter().cloned();
    Hit {
        title: vec![(found.file.name.clone(), false)],
        href: format!("{href}#found"),
        excerpt: show::marked(&show::excerpt(&found.passage, asked), asked),
        meta: code.chain([found.title.clone()]).collect(),
        tag: None,
    }
}
