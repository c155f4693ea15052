//! The registry of recognised initiatives.

use std::cmp::Reverse;

use sangkien_app::port::{Facet, Page, Paging, RegistryFilter, Stored};
use sangkien_app::record::RegistryEntry;
use sangkien_domain::id::UnitId;
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::Score;
use sangkien_text::{search_key, sort_key};

use super::fields::{day, to_json};
use super::lists::Listing;
use super::{Fields, UnitOfWork, query, sql};

/// Entries with the number of their decision, by which they are ordered: labels are texts and
/// would put 10 before 9.
const ENTRIES: &str = "SELECT e.dossier_id, e.code, e.title, e.summary, e.authors_line, e.unit_name, e.organiser_name, \
    e.organiser_id, e.field_code, e.field_name, e.stage, e.year, e.decision_label, e.decided_on, e.average, \
    e.published, e.content, e.class, e.withdrawn \
    FROM registry_entry e \
    LEFT JOIN decision_item i ON i.dossier_id = e.dossier_id \
    LEFT JOIN decision n ON n.id = i.decision_id \
    WHERE ";

/// Reads an entry.
pub(super) fn entry(row: &Fields<'_>) -> Stored<RegistryEntry> {
    Ok(RegistryEntry {
        dossier: row.id("dossier_id")?,
        code: row.get("code")?,
        title: row.get("title")?,
        summary: row.get("summary")?,
        authors_line: row.get("authors_line")?,
        unit_name: row.get("unit_name")?,
        organiser_name: row.get("organiser_name")?,
        organiser: row.id("organiser_id")?,
        field_code: row.get("field_code")?,
        field_name: row.get("field_name")?,
        stage: row.code("stage", Stage::from_code)?,
        year: row.small("year")?,
        decision_label: row.get("decision_label")?,
        decided_on: row.date("decided_on")?,
        average: row.get::<Option<i64>>("average")?.map(Score),
        published: row.get("published")?,
        content: row.json("content")?,
        class: row.get("class")?,
        withdrawn: row.get("withdrawn")?,
    })
}

/// Stores an entry.
pub(super) async fn insert(work: &mut UnitOfWork, entry: &RegistryEntry) -> Stored<()> {
    let keys = search_key(&format!(
        "{} {} {} {} {}",
        entry.title, entry.summary, entry.authors_line, entry.unit_name, entry.code
    ));
    let insert = query(sql!("registry/insert"))
        .bind(entry.dossier.0)
        .bind(&entry.code)
        .bind(&entry.title)
        .bind(sort_key(&entry.title).as_bytes().to_vec())
        .bind(&entry.summary)
        .bind(&entry.authors_line)
        .bind(keys)
        .bind(&entry.unit_name)
        .bind(&entry.organiser_name)
        .bind(entry.organiser.0)
        .bind(&entry.field_code)
        .bind(&entry.field_name)
        .bind(entry.stage.code())
        .bind(i64::from(entry.year))
        .bind(&entry.decision_label)
        .bind(day(entry.decided_on))
        .bind(entry.average.map(|score| score.0))
        .bind(entry.published)
        .bind(to_json(&entry.content)?)
        .bind(&entry.class);
    work.execute_once(insert).await
}

/// Published entries that fit, latest decision first.
pub(super) async fn page(
    work: &mut UnitOfWork,
    filter: &RegistryFilter,
    paging: Paging,
) -> Stored<Page<RegistryEntry>> {
    let mut count = Listing::new("SELECT COUNT(*) AS count FROM registry_entry e WHERE ");
    narrow(&mut count, filter);
    let total = work.count(count).await?;
    let mut rows = Listing::new(ENTRIES);
    narrow(&mut rows, filter);
    rows.text(" ORDER BY e.decided_on DESC, n.number DESC NULLS LAST, e.title_sort, e.dossier_id")
        .page(paging);
    let rows = work.list(rows, entry).await?;
    Ok(Page { rows, total })
}

/// Entries of a year, published or not, by decision then title.
pub(super) async fn of_year(
    work: &mut UnitOfWork,
    bodies: &[UnitId],
    year: i16,
) -> Stored<Vec<RegistryEntry>> {
    let mut rows = Listing::new(ENTRIES);
    rows.text("e.year = ")
        .value(i64::from(year))
        .text(" AND ")
        .one_of_ids("e.organiser_id", bodies)
        .text(" ORDER BY e.decided_on, n.number NULLS LAST, e.title_sort, e.dossier_id");
    work.list(rows, entry).await
}

/// Fields in Vietnamese order of name, years latest first.
pub(super) async fn facets(
    work: &mut UnitOfWork,
    filter: &RegistryFilter,
) -> Stored<(Vec<Facet>, Vec<Facet>)> {
    let words = RegistryFilter {
        words: filter.words.clone(),
        ..RegistryFilter::default()
    };
    let mut fields = Listing::new(
        "SELECT e.field_code, MAX(e.field_name) AS field_name, COUNT(*) AS count FROM registry_entry e WHERE ",
    );
    narrow(&mut fields, &words);
    fields.text(" GROUP BY e.field_code");
    let mut fields = work
        .list(fields, |row| {
            Ok(Facet {
                value: row.get("field_code")?,
                label: row.get("field_name")?,
                count: row.count("count")?,
            })
        })
        .await?;
    fields.sort_by_cached_key(|facet| (sort_key(&facet.label), facet.value.clone()));

    let mut years = Listing::new("SELECT e.year, COUNT(*) AS count FROM registry_entry e WHERE ");
    narrow(&mut years, &words);
    years.text(" GROUP BY e.year");
    let mut years = work
        .list(years, |row| {
            Ok((row.small::<i16>("year")?, row.count("count")?))
        })
        .await?;
    years.sort_unstable_by_key(|(year, _)| Reverse(*year));
    let years = years
        .into_iter()
        .map(|(year, count)| Facet {
            value: year.to_string(),
            label: year.to_string(),
            count,
        })
        .collect();
    Ok((fields, years))
}

fn narrow(listing: &mut Listing, filter: &RegistryFilter) {
    listing.text("e.published AND NOT e.withdrawn");
    if let Some(field) = &filter.field {
        listing.text(" AND e.field_code = ").value(field.clone());
    }
    if let Some(year) = filter.year {
        listing.text(" AND e.year = ").value(i64::from(year));
    }
    listing.holds_words("e.search_key", &filter.words);
}
