//! The page for all in the room, and the receipt that is told once.

use sangkien_app::council::{MeetingItem, MeetingView};
use sangkien_domain::id::DossierId;
use sangkien_pages::meeting::{BallotReceiptPage, ProjectorItem, ProjectorPage};
use sangkien_pages::parts::{Empty, Link};

use crate::context::Context;
use crate::meeting::view::home;
use crate::meeting::words;

/// The answer to a secret ballot.
pub(super) fn receipt(
    context: &Context,
    view: &MeetingView,
    dossier: DossierId,
    receipt: String,
) -> BallotReceiptPage {
    let row = view.view.agenda.iter().find(|row| row.dossier == dossier);
    let title = row.and_then(|row| row.title.clone()).unwrap_or_default();
    let code = row.map(|row| row.code.clone()).unwrap_or_default();
    BallotReceiptPage {
        shell: context.shell(),
        about: format!("{code}: {title}"),
        receipt,
        back: format!("{}/items/{dossier}", home(view)),
    }
}

/// The page for all in the room.
pub(super) fn projector(context: &Context, view: &MeetingView) -> ProjectorPage {
    let session = &view.view.session;
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        "Điều hành phiên họp",
        format!("{}/meeting", home(view)),
    ));
    let shown = view.view.agenda.iter().filter(|row| row.open_to_viewer);
    let items = shown.map(|row| {
        let item = view.items.iter().find(|item| item.dossier == row.dossier);
        let vote = item.and_then(MeetingItem::vote);
        ProjectorItem {
            code: row.code.clone(),
            title: row.room_title.clone(),
            vote: words::vote_tag(session.voting, vote),
            words: item.map(words::progress).unwrap_or_default(),
            open: vote.is_some_and(|vote| vote.vote.is_open()),
        }
    });
    ProjectorPage {
        shell,
        eyebrow: session.council_name.clone(),
        title: session.title.clone(),
        home: home(view),
        quorum: words::quorum_tag(view.quorum),
        quorum_words: words::presence(view.presence, view.quorum),
        items: items.collect(),
        empty: Empty::new("Chương trình trống", "Không có hồ sơ nào hiển thị."),
    }
}
