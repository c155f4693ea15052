//! The list of people, and adding one.

use axum::http::StatusCode;
use sangkien_app::people::{InvitePerson, text_faults};
use sangkien_app::record::{Person, PersonRow, Unit};
use sangkien_domain::access::Role;
use sangkien_domain::id::UnitId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_i18n::label;
use sangkien_pages::admin::{NewPersonPage, PeoplePage};
use sangkien_pages::parts::{Cell, Errors, Head, Link, Opt, Pager, Table, Tag, Tone};

use crate::address::{Parameters, page_number};
use crate::admin::person;
use crate::context::{Context, Reply};
use crate::extract::{Query, Signed, SignedForm};
use crate::judged::judged;
use crate::show::{self, VI};

/// People on a page.
const PAGE_SIZE: u64 = 50;

/// How an account stands.
pub(super) fn account_tag(person: &Person) -> Tag {
    if person.disabled_at.is_some() {
        Tag::new("Đã khóa", Tone::Late)
    } else if person.password.is_none() {
        Tag::new("Chưa đặt mật khẩu", Tone::Waiting)
    } else {
        Tag::new("Đang dùng", Tone::Done)
    }
}

pub(super) async fn list(signed: Signed, Query(query): Query) -> Reply {
    let asked = query.get("q");
    let number = page_number(&query);
    let found = signed.app().people(&signed.caller, asked, number).await?;
    let parameters = Parameters::of("/admin/people", &query, &["q", "page"]);
    let pager = (found.total > PAGE_SIZE).then(|| {
        Pager::new(u64::from(number), PAGE_SIZE, found.total, |page| {
            parameters.with(&[("page", page.to_string().as_str())])
        })
    });
    let heads = ["Họ và tên", "Đơn vị", "Vai trò", "Tài khoản"];
    signed.html(&PeoplePage {
        shell: signed.shell(),
        query: asked.to_owned(),
        table: Table::new(
            "Người dùng",
            heads.map(Head::new).to_vec(),
            found.rows.iter().map(row).collect(),
        )
        .with_keys(),
        pager,
        new_href: Some("/admin/people/new".to_owned()),
        table_href: Some("/admin/people/table".to_owned()),
    })
}

fn row(row: &PersonRow) -> Vec<Cell> {
    let person = &row.person;
    let mut roles: Vec<&str> = Vec::new();
    for role in &row.roles {
        let name = label::role(*role, VI);
        if !roles.contains(&name) {
            roles.push(name);
        }
    }
    vec![
        Cell::link_with(
            &person.full_name,
            format!("/admin/people/{}", person.id),
            &person.account,
        ),
        Cell::text(&row.unit_name),
        Cell::text(roles.join(", ")),
        Cell::Tag(account_tag(person)),
    ]
}

/// A person as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Typed {
    full_name: String,
    account: String,
    email: String,
    unit: String,
    post: String,
    roles: Vec<String>,
}

impl Typed {
    fn posted(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            full_name: text("full_name"),
            account: text("account"),
            email: text("email"),
            unit: text("unit"),
            post: text("post"),
            roles: fields.all("role").into_iter().map(str::to_owned).collect(),
        }
    }

    fn input(&self, unit: UnitId) -> InvitePerson {
        InvitePerson {
            account: self.account.clone(),
            full_name: self.full_name.clone(),
            email: self.email.clone(),
            unit,
            post: self.post.clone(),
            roles: self
                .roles
                .iter()
                .filter_map(|role| Role::from_code(role))
                .collect(),
        }
    }
}

pub(super) async fn new(signed: Signed) -> Reply {
    let units = signed.app().administered_units(&signed.caller).await?;
    signed.html(&new_page(
        &signed,
        &units,
        &Typed::default(),
        Errors::none(),
    ))
}

/// Adds the person; their link stands on the page that answers and nowhere else.
pub(super) async fn invite(form: SignedForm) -> Reply {
    let typed = Typed::posted(&form.fields);
    let errors = if let Ok(unit) = typed.unit.parse() {
        let outcome = form.app().invite(&form.caller, typed.input(unit)).await;
        match judged(outcome)? {
            Ok((id, token)) => return person::with_link(&form, id, &token).await,
            Err(refusals) => errors(&refusals),
        }
    } else {
        // Without a unit nobody can be invited, but every other fault is said too.
        let faults = text_faults(&typed.full_name, &typed.account, &typed.email);
        errors(&faults).with("unit", "Chọn đơn vị.")
    };
    let units = form.app().administered_units(&form.caller).await?;
    form.html_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &new_page(&form, &units, &typed, errors),
    )
}

fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::AccountTaken => "account",
            other => other.field().unwrap_or_default(),
        };
        (field.to_owned(), show::refusal(refusal))
    }))
}

fn new_page(context: &Context, units: &[Unit], typed: &Typed, errors: Errors) -> NewPersonPage {
    let mut shell = context.shell();
    shell.back = Some(Link::new("Người dùng", "/admin/people"));
    let roles = Role::ALL.into_iter().map(|role| {
        Opt::new(role.code(), label::role(role, VI))
            .hint(label::role_purpose(role, VI))
            .selected(typed.roles.iter().any(|typed| typed == role.code()))
    });
    NewPersonPage {
        shell,
        full_name: typed.full_name.clone(),
        account: typed.account.clone(),
        email: typed.email.clone(),
        units: unit_options(units, &typed.unit),
        post: typed.post.clone(),
        roles: roles.collect(),
        errors,
    }
}

/// Units to choose from, the first standing for "not chosen".
pub(super) fn unit_options(units: &[Unit], chosen: &str) -> Vec<Opt> {
    let mut options = vec![Opt::new("", "Chọn đơn vị")];
    options.extend(units.iter().map(|unit| {
        let id = unit.id.to_string();
        let selected = id == chosen;
        Opt::new(id, &unit.name).selected(selected)
    }));
    options
}
