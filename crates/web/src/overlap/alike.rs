//! What other dossiers say in other words, under a head of its own.

use std::ops::Range;

use sangkien_app::overlap::{AlikePlaces, Text, ToldAlike, ToldSource, Way};
use sangkien_domain::id::DossierId;
use sangkien_pages::overlap::{AlikeView, PairRow, PairSide, Words};
use sangkien_pages::parts::{Link, Tag, Tone};

use super::view::{Earlier, cut, earlier, pieces, shown_at};

/// Most characters of a stretch on one side.
const LONGEST: usize = 1_500;

/// What the head stands for; every list under it begins with this.
pub(super) const EXPLAINED: &str = "Mô hình ngôn ngữ chạy trên máy chủ của đơn vị ước lượng các đoạn sau nói cùng một ý bằng lời khác. Gần nghĩa không phải là trùng, không tính vào tỷ lệ và không phải là kết luận; đề nghị đọc cả hai đoạn và tự đánh giá.";

/// How many sentences a stretch has.
pub(super) fn size(places: &AlikePlaces) -> String {
    format!("{} câu", places.sentences)
}

/// The dossiers as the page shows them.
pub(super) fn view(id: DossierId, here: &Text, alike: &[ToldAlike]) -> Vec<AlikeView> {
    let one = |told: &ToldAlike| {
        let source = &told.source;
        let Earlier {
            title,
            href,
            tags,
            facts,
        } = earlier(source);
        AlikeView {
            title,
            href,
            tags,
            facts,
            rows: rows((id, here), (source, &told.there), &told.stretches),
            pair: Link::new(
                "So hai hồ sơ và kết luận",
                format!("/dossiers/{id}/overlap/{}", source.found.dossier),
            ),
        }
    };
    alike.iter().map(one).collect()
}

/// The stretches on both sides: those of a dossier with its text, and those of another.
pub(super) fn rows(
    (id, here): (DossierId, &Text),
    (source, there): (&ToldSource, &Text),
    stretches: &[AlikePlaces],
) -> Vec<PairRow> {
    let opens = matches!(source.way, Way::Dossier);
    let row = |places: &AlikePlaces| PairRow {
        kind: Tag::new("gần nghĩa", Tone::Plain),
        size: size(places),
        here: side(id, here, &places.here, true),
        there: side(source.found.dossier, there, &places.there, opens),
    };
    stretches.iter().map(row).collect()
}

fn side(dossier: DossierId, text: &Text, place: &Range<u32>, opens: bool) -> PairSide {
    PairSide {
        place: pieces(text, place),
        shown_at: shown_at(dossier, text, place).filter(|_| opens),
        words: vec![Words {
            text: cut(text, place, LONGEST),
            equal: true,
        }],
    }
}
