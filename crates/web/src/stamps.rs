//! Pictures of hand signatures and seals.

use axum::extract::Request;
use axum::http::StatusCode;
use sangkien_app::decision::{NewStamp, StampSlot};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::stamp::{StampFault, StampOwner};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::parts::Errors;
use sangkien_pages::stamps::{StampSlot as Slot, StampsPage};

use crate::address::download;
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm, context};
use crate::judged::judged;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;
use crate::upload::fields_and_file;

/// Most bytes that are read; larger ones are refused with a sentence.
const MOST_BYTES: usize = 4 << 20;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/stamps", show_page)
        .post("/stamps", place)
        .post("/stamps/remove", remove)
        .get("/stamps/{kind}/{owner}/picture.png", picture)
}

async fn show_page(signed: Signed) -> Reply {
    let slots = signed.app().stamp_slots(&signed.caller).await?;
    signed.html(&page(&signed, &slots, None))
}

async fn picture(signed: Signed, Id((kind, owner)): Id<(String, String)>) -> Reply {
    let owner = StampOwner::named(&kind, &owner).ok_or(Problem::Absent)?;
    let file = signed.app().stamp_file(&signed.caller, owner).await?;
    Ok(download("anh.png", "image/png", file))
}

fn owner(fields: &Fields) -> Result<StampOwner, Problem> {
    StampOwner::named(fields.get("kind"), fields.get("owner")).ok_or(Problem::Absent)
}

async fn place(request: Request) -> Reply {
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let app = context.app();
    let slots = app.stamp_slots(&caller).await?;
    let (fields, file) = fields_and_file(&context, request, MOST_BYTES).await?;
    let owner = owner(&fields)?;
    let typed = fields.get("millimetres").trim();
    let wrong = match file {
        None => (
            "file",
            "Chưa chọn ảnh nào, hoặc ảnh lớn hơn 1 MB.".to_owned(),
        ),
        Some(file) => {
            let given = NewStamp {
                name: file.name,
                content: file.content,
                millimetres: typed.parse().ok(),
            };
            match judged(app.place_stamp(&caller, owner, given).await)? {
                Ok(()) => return context.done("/stamps", "Đã lưu ảnh."),
                Err(refusals) => {
                    let field = match refusals.first() {
                        Some(Refusal::Stamp(StampFault::Width)) => "millimetres",
                        _ => "file",
                    };
                    (
                        field,
                        refusals.first().map(show::refusal).unwrap_or_default(),
                    )
                }
            }
        }
    };
    let page = page(&context, &slots, Some(&(owner, typed, wrong)));
    context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn remove(form: SignedForm) -> Reply {
    let owner = owner(&form.fields)?;
    form.app().remove_stamp(&form.caller, owner).await?;
    form.done("/stamps", "Đã gỡ ảnh. Văn bản đã ký không thay đổi.")
}

type Wrong<'a> = (StampOwner, &'a str, (&'static str, String));

fn page(context: &Context, slots: &[StampSlot], wrong: Option<&Wrong<'_>>) -> StampsPage {
    let mut all = Errors::none();
    let slots = (1..).zip(slots).map(|(number, slot)| {
        let (kind, heading) = match slot.owner {
            StampOwner::Hand(_) => ("hand", format!("Chữ ký của {}", slot.name)),
            StampOwner::Seal(_) => ("seal", format!("Con dấu của {}", slot.name)),
        };
        let mut errors = Errors::none();
        let kept = slot.picture.as_ref();
        let kept_width = kept
            .and_then(|it| it.millimetres)
            .map_or_else(String::new, |width| width.to_string());
        let mut width = (kind == "seal").then_some(kept_width);
        if let Some((owner, typed, (field, said))) = wrong
            && *owner == slot.owner
        {
            width = width.map(|_| (*typed).to_owned());
            errors = Errors::none().with(*field, said);
            all = Errors::none().with(format!("{field}-{number}"), said);
        }
        Slot {
            heading,
            kind: kind.to_owned(),
            owner: slot.owner.id().to_string(),
            picture: kept.map(|_| format!("/stamps/{kind}/{}/picture.png", slot.owner.id())),
            note: kept.map_or_else(String::new, |it| {
                let (width, height) = it.size;
                let at = show::moment(it.placed_at);
                format!("Đặt lúc {at}; {width} × {height} điểm ảnh.")
            }),
            millimetres: width,
            errors,
        }
    });
    let slots = slots.collect();
    StampsPage {
        shell: context.shell(),
        slots,
        errors: all,
    }
}
