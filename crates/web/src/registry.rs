//! The public registry of recognised initiatives.

use sangkien_app::port::Facet;
use sangkien_app::record::{Certificate, CertificateState, RegistryEntry};
use sangkien_app::registry::RegistryInput;
use sangkien_domain::time::day_text;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::label;
use sangkien_pages::parts::{DocSection, Fact, Link, Pager, Tag, Tone};
use sangkien_pages::public::{EntryAuthor, FacetGroup, Hit, RegistryEntryPage, RegistryPage};

use crate::address::{Parameters, page_number};
use crate::context::Reply;
use crate::extract::{Guest, Id, Query};
use crate::show;
use crate::state::Web;

/// Parameters of the list.
const KNOWN: [&str; 4] = ["q", "field", "year", "page"];

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/registry", list)
        .get("/registry/{code}", entry)
}

async fn list(guest: Guest, Query(query): Query) -> Reply {
    let chosen = |name: &str| Some(query.get(name).to_owned()).filter(|value| !value.is_empty());
    let input = RegistryInput {
        query: query.get("q").to_owned(),
        field: chosen("field"),
        year: query.get("year").parse().ok(),
        page: page_number(&query),
    };
    let found = guest.app().search_registry(input).await?;
    let parameters = Parameters::of("/registry", &query, &KNOWN);
    let typed = query.get("q");
    let page = RegistryPage {
        shell: guest.shell(),
        query: typed.to_owned(),
        kept: parameters.hidden(&["q"]),
        facets: vec![
            facets("Lĩnh vực", "field", &found.fields, &query, &parameters),
            facets("Năm", "year", &found.years, &query, &parameters),
        ],
        total: if typed.is_empty() {
            format!("{} sáng kiến", found.page.total)
        } else {
            format!("{} sáng kiến phù hợp", found.page.total)
        },
        hits: found
            .page
            .rows
            .iter()
            .map(|entry| hit(entry, typed))
            .collect(),
        pager: (found.page.total > u64::from(found.size)).then(|| {
            Pager::new(
                u64::from(page_number(&query)),
                u64::from(found.size),
                found.page.total,
                |number| parameters.with(&[("page", &number.to_string())]),
            )
        }),
    };
    guest.html(&page)
}

fn facets(
    label: &str,
    name: &str,
    found: &[Facet],
    query: &Fields,
    parameters: &Parameters<'_>,
) -> FacetGroup {
    let facets = found.iter().map(|facet| {
        let current = query.get(name) == facet.value;
        // Choosing what is chosen takes the filter off.
        let value = if current { "" } else { facet.value.as_str() };
        sangkien_pages::public::Facet {
            label: facet.label.clone(),
            count: facet.count,
            href: parameters.with(&[(name, value)]),
            current,
        }
    });
    FacetGroup {
        label: label.to_owned(),
        facets: facets.collect(),
    }
}

/// An entry in a list, with the words of `query` marked.
pub(crate) fn hit(entry: &RegistryEntry, query: &str) -> Hit {
    Hit {
        title: show::marked(&entry.title, query),
        href: format!("/registry/{}", entry.code),
        excerpt: show::marked(&show::excerpt(&entry.summary, query), query),
        meta: [
            &entry.authors_line,
            &entry.unit_name,
            &entry.field_name,
            &format!(
                "{} ngày {}",
                entry.decision_label,
                day_text(entry.decided_on)
            ),
        ]
        .into_iter()
        .filter(|item| !item.is_empty())
        .cloned()
        .collect(),
        tag: None,
    }
}

async fn entry(guest: Guest, Id(code): Id<String>) -> Reply {
    let (entry, certificates) = guest.app().registry_entry(&code).await?;
    let mut shell = guest.shell();
    shell.back = Some(Link::new("Sáng kiến đã công nhận", "/registry"));
    let authors = certificates.iter().map(author).collect();
    let page = RegistryEntryPage {
        shell,
        state: Tag::new("Đã công nhận", Tone::State),
        facts: entry_facts(&entry),
        sections: sections(&entry),
        cite: format!(
            "{} ({}). {}. Sáng kiến {}, Quyết định số {} ngày {} của {}.",
            entry.authors_line,
            entry.year,
            entry.title,
            entry.code,
            entry.decision_label,
            day_text(entry.decided_on),
            entry.organiser_name
        ),
        code: entry.code,
        title: entry.title,
        authors,
    };
    guest.html(&page)
}

fn author(certificate: &Certificate) -> EntryAuthor {
    let face = &certificate.face;
    EntryAuthor {
        full_name: face.author.clone(),
        place: face.workplace.clone(),
        share: face.share.clone(),
        certificate: (certificate.state == CertificateState::Valid).then(|| {
            Link::new(
                format!("Giấy chứng nhận số {}", face.number),
                format!("/certificates/{}", certificate.code),
            )
        }),
    }
}

fn entry_facts(entry: &RegistryEntry) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new("Đơn vị của tác giả", &entry.unit_name),
        Fact::new("Lĩnh vực", &entry.field_name),
        Fact::new("Loại công nhận", label::stage(entry.stage, show::VI)),
        Fact::new("Cơ quan công nhận", &entry.organiser_name),
        Fact::new(
            "Quyết định",
            format!(
                "Số {} ngày {}",
                entry.decision_label,
                day_text(entry.decided_on)
            ),
        ),
    ];
    if let Some(average) = entry.average {
        facts.push(Fact::new("Điểm", average.to_string()));
    }
    facts.push(Fact::new("Xếp loại", &entry.class));
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

fn sections(entry: &RegistryEntry) -> Vec<DocSection> {
    let summary = (!entry.summary.is_empty()).then(|| DocSection::new("Tóm tắt", &entry.summary));
    summary
        .into_iter()
        .chain(
            entry
                .content
                .iter()
                .map(|(question, answer)| DocSection::new(question, answer)),
        )
        .collect()
}
