//! `user invite`: an account made on the machine itself.

use sangkien_app::people::InvitePerson;
use sangkien_app::port::{Reading, Store};
use sangkien_app::record::Unit;
use sangkien_app::{App, Caller, Origin};
use sangkien_domain::access::Role;
use sangkien_domain::id::PersonId;
use serde_json::{Value, json};

use crate::cli::InviteArguments;
use crate::trouble::{Done, Trouble};

/// A person who has been invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Their account.
    pub account: String,
    /// The link through which they set their password.
    pub link: String,
}

impl Invited {
    /// The outcome in Vietnamese.
    pub fn words(&self) -> String {
        format!(
            "Đã tạo tài khoản {}. Đường dẫn đặt mật khẩu, dùng một lần trong 7 ngày:\n{}",
            self.account, self.link
        )
    }

    /// The outcome as JSON.
    pub fn json(&self) -> Value {
        json!({ "account": self.account, "link": self.link })
    }
}

/// Invites a person on the authority of an administrator: the one named, or the nearest above the
/// unit.
pub async fn invite(app: &App, store: &dyn Store, input: &InviteArguments) -> Done<Invited> {
    let mut snapshot = store.read().await?;
    let units = snapshot.units(app.now().day()).await?;
    let unit = units
        .iter()
        .find(|unit| unit.code.eq_ignore_ascii_case(&input.unit))
        .ok_or_else(|| unknown_unit(&input.unit, &units))?;
    let account = match &input.authority {
        Some(account) => account.clone(),
        None => nearest_administrator(app, snapshot.as_mut(), &units, unit).await?,
    };
    drop(snapshot);
    let caller: Caller = app.act_as(&account, Origin::local("user invite")).await?;
    let person = InvitePerson {
        account: input.account.clone(),
        full_name: input.name.clone(),
        email: input.email.clone().unwrap_or_default(),
        unit: unit.id,
        post: input.post.clone().unwrap_or_default(),
        roles: input.role.clone(),
    };
    let (_, token) = app.invite(&caller, person).await?;
    Ok(Invited {
        account: input.account.clone(),
        link: format!("{}/invitations/{token}", app.settings.base_url),
    })
}

fn unknown_unit(code: &str, units: &[Unit]) -> Trouble {
    if units.is_empty() {
        return Trouble::Said(
            "Hệ thống chưa được thiết lập; chạy lệnh serve và mở đường dẫn thiết lập lần đầu."
                .into(),
        );
    }
    let codes: Vec<&str> = units.iter().map(|unit| unit.code.as_str()).collect();
    Trouble::Said(format!(
        "Không có đơn vị mang mã “{code}”. Các mã hiện có: {}.",
        codes.join(", ")
    ))
}

async fn nearest_administrator(
    app: &App,
    store: &mut dyn Reading,
    units: &[Unit],
    unit: &Unit,
) -> Done<String> {
    let mut next = Some(unit);
    // A line longer than the list of units would be a loop.
    for _ in 0..=units.len() {
        let Some(at) = next else { break };
        let holders: Vec<PersonId> = store.holders(Role::Administrator, at.id, app.now()).await?;
        if let Some(holder) = holders.first()
            && let Some(person) = store.person(*holder).await?
        {
            return Ok(person.account);
        }
        next = at
            .parent
            .and_then(|parent| units.iter().find(|unit| unit.id == parent));
    }
    Err(Trouble::Said(format!(
        "Không có quản trị nào phụ trách đơn vị {}.",
        unit.name
    )))
}
