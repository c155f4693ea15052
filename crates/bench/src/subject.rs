//! What is asked for.

use std::net::SocketAddr;

use crate::Done;
use crate::client::Connection;
use crate::world::World;

/// One request and what its answer must be.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    /// Path with query.
    pub(crate) path: String,
    /// The form, for a POST.
    pub(crate) form: Option<String>,
    /// Status wanted.
    pub(crate) status: u16,
    /// End of the address a redirect leads to.
    pub(crate) leads_to: &'static str,
    /// Words the answer must hold.
    pub(crate) says: &'static str,
}

/// A kind of request.
pub(crate) struct Subject {
    /// Name in the table.
    pub(crate) name: &'static str,
    /// A session for each connection; empty texts for visitors.
    pub(crate) cookies: Vec<String>,
    /// Tasks of each session. Some can be done once only.
    supply: Vec<Vec<Task>>,
    once: bool,
    next: Vec<usize>,
}

impl Subject {
    fn new(name: &'static str, cookies: Vec<String>, supply: Vec<Vec<Task>>, once: bool) -> Self {
        let next = vec![0; supply.len()];
        Self {
            name,
            cookies,
            supply,
            once,
            next,
        }
    }

    /// The next `count` tasks for each of the first `connections` sessions.
    pub(crate) fn tasks(&mut self, connections: usize, count: usize) -> Done<Vec<Vec<Task>>> {
        let mut all = Vec::new();
        for (supply, next) in self.supply.iter().zip(&mut self.next).take(connections) {
            if self.once && *next + count > supply.len() {
                return Err(format!("{}: the supply is used up", self.name).into());
            }
            let tasks: Vec<Task> = supply
                .iter()
                .cycle()
                .skip(*next)
                .take(count)
                .cloned()
                .collect();
            *next += count;
            all.push(tasks);
        }
        Ok(all)
    }
}

fn page(path: String, says: &'static str) -> Task {
    Task {
        path,
        form: None,
        status: 200,
        leads_to: "",
        says,
    }
}

/// Every subject, in the order of the table.
pub(crate) async fn all(world: &World, address: SocketAddr) -> Done<Vec<Subject>> {
    let clerks: Vec<String> = world.clerks.iter().map(|token| cookie(token)).collect();
    let visitors = vec![String::new(); clerks.len()];
    let same = |task: Task| vec![vec![task]; clerks.len()];
    let dossiers: Vec<Vec<Task>> = (0..clerks.len())
        .map(|first| {
            world
                .filed
                .iter()
                .skip(first)
                .step_by(clerks.len())
                .map(|id| page(format!("/dossiers/{id}"), "Sáng kiến mẫu"))
                .collect()
        })
        .collect();
    // Parts of titles that the district surely has; some find many rows and some few.
    let words = [
        "sang kien mau",
        "don vi mau 07",
        "tai don vi mau",
        "kien mau 12",
        "don vi 23",
        "sang mau 5",
    ];
    let searches: Vec<Vec<Task>> = (0..clerks.len())
        .map(|first| {
            words
                .iter()
                .cycle()
                .skip(first)
                .take(words.len())
                .map(|word| {
                    page(
                        format!("/dossiers?q={}", word.replace(' ', "+")),
                        "</table>",
                    )
                })
                .collect()
        })
        .collect();
    let entries: Vec<Vec<Task>> = (0..clerks.len())
        .map(|first| {
            world
                .published
                .iter()
                .skip(first)
                .step_by(clerks.len())
                .map(|code| page(format!("/registry/{code}"), "Sáng kiến mẫu"))
                .collect()
        })
        .collect();
    Ok(vec![
        Subject::new(
            "hello (/livez)",
            visitors.clone(),
            same(page("/livez".into(), "")),
            false,
        ),
        submissions(world, address).await?,
        Subject::new(
            "clerk's list",
            clerks.clone(),
            same(page("/dossiers".into(), "</table>")),
            false,
        ),
        Subject::new("search in the list", clerks.clone(), searches, false),
        Subject::new("one dossier", clerks, dossiers, false),
        Subject::new("public page", visitors, entries, false),
    ])
}

fn cookie(token: &str) -> String {
    format!("sk_session={token}")
}

/// Each author submits own drafts, one after another. The form's token is the same on all pages of
/// a session, so it is read once.
async fn submissions(world: &World, address: SocketAddr) -> Done<Subject> {
    let mut cookies = Vec::new();
    let mut supply = Vec::new();
    for (number, (token, drafts)) in world.authors.iter().enumerate() {
        let cookie = cookie(token);
        let mut line = Connection::open(address, u32::try_from(number)?, &cookie).await?;
        let first = drafts.first().ok_or("an author has no draft")?;
        let check = line.get(&format!("/dossiers/{first}/check")).await?;
        let text = String::from_utf8_lossy(&check.body).into_owned();
        let csrf = hidden(&text, "csrf").ok_or_else(|| {
            format!(
                "no form on the page of draft {first} ({}):\n{text}",
                check.status
            )
        })?;
        cookies.push(cookie);
        supply.push(
            drafts
                .iter()
                .map(|id| Task {
                    path: format!("/dossiers/{id}/submission"),
                    form: Some(format!("csrf={csrf}&version=1&commitment=yes")),
                    status: 303,
                    leads_to: "/receipt",
                    says: "",
                })
                .collect(),
        );
    }
    Ok(Subject::new("submit a dossier", cookies, supply, true))
}

/// The value of the hidden input `name`.
fn hidden(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    rest.split('"').next().map(str::to_owned)
}
