//! The words of a certificate, in their order.

use serde_json::Value;

use super::Certificate;
use crate::drawing::About;
use crate::fonts::Style;
use crate::layout::one_line;
use crate::official::{Class, Fill, FillFault, Item, Set, names};

impl Certificate {
    /// What the file says about itself.
    pub(crate) fn about(&self) -> About {
        About {
            title: one_line(&format!("{} {}", self.title, self.number)),
            issuer: one_line(&self.body),
            date: self.date,
        }
    }

    /// A certificate from data, an object with the names of its fields; dates have the year first.
    pub(crate) fn from_data(data: &Value) -> Result<Self, FillFault> {
        let mut fill = Fill::new(data);
        let some = |text: String| (!text.is_empty()).then_some(text);
        let certificate = Self {
            superior: some(fill.named("superior")),
            body: fill.demanded("body"),
            number: fill.demanded("number"),
            title: fill.demanded("title").to_uppercase(),
            recipient: fill.demanded("recipient"),
            workplace: fill.named("workplace"),
            share: fill.number("share", 10_000),
            initiative: fill.demanded("initiative"),
            statement: some(fill.named("statement")),
            decision_number: fill.demanded("decision_number"),
            decision_date: fill.demanded_date("decision_date"),
            place: fill.demanded("place"),
            date: fill.demanded_date("date"),
            signer_post: fill.lines("signer_post"),
            signer_name: fill.demanded("signer_name"),
            verification_url: fill.demanded("verification_url"),
            verification_code: fill.demanded("verification_code"),
        };
        fill.done(certificate)
    }

    /// The certificate in its order, for a word processor: the same words without frame and QR
    /// code.
    pub(crate) fn items(&self) -> Vec<Item> {
        let set = |class, text: &str| Item::Paragraph(Set::new(class, text));
        let mut head = names(self.superior.as_deref(), &self.body, 0.44);
        if let Item::Columns { left, .. } = &mut head {
            left.push(set(Class::Number, &format!("Số: {}", self.number)));
        }
        let mut items = vec![head];
        let classes = [
            Class::Title,
            Class::Centred,
            Class::Honour,
            Class::Attached,
            Class::Addressee,
            Class::Kind,
            Class::Addressee,
            Class::Addressee,
        ];
        let texts = self.middle().into_iter().map(|(_, text)| text);
        for (class, text) in classes.into_iter().zip(texts) {
            if !text.trim().is_empty() {
                items.push(set(class, &text));
            }
        }
        let mut right = vec![set(Class::PlaceAndDate, &self.place_and_date())];
        let posts = self.signer_post.iter();
        right.extend(posts.map(|post| set(Class::Post, &one_line(post).to_uppercase())));
        right.push(set(Class::SignatureName, &self.signer_name));
        items.push(Item::Columns {
            left_part: 0.5,
            left: self
                .verification()
                .map(|text| set(Class::Small, &text))
                .to_vec(),
            right,
        });
        items
    }

    /// What stands in the middle, from the top, each in its cut.
    pub(super) fn middle(&self) -> [(Style, String); 8] {
        let basis = format!(
            "Được công nhận theo Quyết định số {} {}",
            self.decision_number,
            self.decision_date.in_words()
        );
        [
            (Style::Bold, one_line(&self.title)),
            (Style::Regular, "Chứng nhận ông/bà:".to_owned()),
            (Style::Bold, self.recipient.clone()),
            (Style::Italic, self.workplace.clone()),
            (Style::Regular, authorship(self.share)),
            (Style::Bold, self.initiative.clone()),
            (Style::Regular, self.statement.clone().unwrap_or_default()),
            (Style::Regular, basis),
        ]
    }

    pub(super) fn place_and_date(&self) -> String {
        format!("{}, {}", one_line(&self.place), self.date.in_words())
    }

    /// How the certificate can be looked up.
    pub(super) fn verification(&self) -> [String; 4] {
        [
            "Mã tra cứu".to_owned(),
            self.verification_code.clone(),
            "Quét mã hoặc tra cứu tại".to_owned(),
            self.verification_url.clone(),
        ]
    }
}

fn authorship(share: u16) -> String {
    if share >= 10_000 {
        "là tác giả của sáng kiến:".to_owned()
    } else {
        let share = sangkien_text::decimal_comma(i64::from(share));
        format!("là đồng tác giả (tỷ lệ đóng góp {share}%) của sáng kiến:")
    }
}
