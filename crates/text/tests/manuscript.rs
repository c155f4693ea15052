//! A manuscript of 200 pages with 40 faults asked to be mended: the second round mends 30, leaves
//! 5, half-mends 5 and changes 5 passages that nobody mentioned.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeSet;

use sangkien_text::changes::{Asked, Change, Finding, Part, compare};

const PAGES: usize = 200;
const SENTENCES: usize = 22;
const FAULTS: usize = 40;

/// Numbers without any pattern that a comparison could lean on; always the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

const WORDS: [&str; 48] = [
    "xã",
    "thôn",
    "đồng",
    "ruộng",
    "kênh",
    "mương",
    "người",
    "dân",
    "góp",
    "công",
    "đắp",
    "đường",
    "mùa",
    "lúa",
    "nước",
    "về",
    "chợ",
    "trường",
    "lớp",
    "thầy",
    "cô",
    "học",
    "trò",
    "sách",
    "vở",
    "đình",
    "làng",
    "hội",
    "xuân",
    "trống",
    "chiêng",
    "ghi",
    "chép",
    "năm",
    "tháng",
    "ngày",
    "bà",
    "con",
    "họ",
    "tộc",
    "gia",
    "phả",
    "đất",
    "sông",
    "bến",
    "đò",
    "cầu",
    "ngói",
];

fn sentence(numbers: &mut Numbers) -> String {
    let length = 9 + numbers.below(10);
    let mut words: Vec<String> = (0..length)
        .map(|_| WORDS[numbers.below(WORDS.len())].to_owned())
        .collect();
    words[0] = format!("Đoạn {} {}", numbers.below(900), words[0]);
    format!("{}.", words.join(" "))
}

/// Sentences by page.
type Manuscript = Vec<Vec<String>>;

fn manuscript() -> Manuscript {
    let mut numbers = Numbers(7);
    (0..PAGES)
        .map(|_| (0..SENTENCES).map(|_| sentence(&mut numbers)).collect())
        .collect()
}

fn text(manuscript: &Manuscript) -> String {
    let pages: Vec<String> = manuscript
        .iter()
        .map(|page| {
            let paragraphs: Vec<String> = page.chunks(4).map(|some| some.join(" ")).collect();
            paragraphs.join("\n\n")
        })
        .collect();
    pages.join("\n\u{c}\n")
}

/// Page and sentence of a fault.
fn place(fault: usize) -> (usize, usize) {
    (fault * 5 + 2, (fault * 7) % SENTENCES)
}

fn rounds() -> (String, String, Vec<Asked>) {
    let mut first = manuscript();
    let mut asked = Vec::new();
    for fault in 0..FAULTS {
        let (page, line) = place(fault);
        let wrong = format!("bản đồ số {fault} thiếu quần đảo và đảo");
        first[page][line] = format!("Theo {wrong} gần bờ ở {}", first[page][line]);
        asked.push(Asked {
            parts: vec!["manuscript".into()],
            page: Some(u32::try_from(page + 1).unwrap()),
            quote: wrong,
            found: format!("bản đồ số {fault} thiếu"),
            wanted: format!("bản đồ số {fault} có đủ"),
        });
    }
    let mut second = first.clone();
    for fault in 0..FAULTS {
        let (page, line) = place(fault);
        let was = second[page][line].clone();
        second[page][line] = match fault % 8 {
            0 => was,
            // Changed, and the fault is still there or became another.
            1 if fault % 16 == 1 => was.replace("gần bờ", "ven bờ"),
            1 => was.replace("thiếu", "còn thiếu nhiều"),
            _ => was.replace("thiếu", "có đủ"),
        };
    }
    // Five passages nobody mentioned: a figure, a name, a sentence gone, one new, one rewritten.
    second[11][3] = second[11][3].replacen("Đoạn", "Khúc", 1);
    second[60][20].push_str(" Câu này mới chèn vào đây.");
    second[99].remove(10);
    second[140][0] = "Nội dung khác hẳn được đưa vào thay cho câu cũ ở đây.".into();
    second[198][21] = second[198][21].replace('.', " và không còn ai nhớ.");
    // A paragraph that moved to another page is a move, not a loss.
    let block: Vec<String> = second[30].drain(4..8).collect();
    second[33].splice(0..0, block);
    (text(&first), text(&second), asked)
}

#[test]
fn of_forty_faults_the_ten_not_mended_and_all_five_changes_nobody_asked_for_are_listed() {
    let (first, second, asked) = rounds();
    let part = |text: &str| {
        [Part {
            key: "manuscript".into(),
            text: text.into(),
        }]
    };
    let found = compare(&part(&first), &part(&second), &asked);

    let unmended: BTreeSet<usize> = (0..FAULTS)
        .filter(|fault| found.verdicts[*fault].finding != Finding::Fixed)
        .collect();
    let expected: BTreeSet<usize> = (0..FAULTS).filter(|fault| fault % 8 < 2).collect();
    assert_eq!(unmended, expected);
    for (fault, (verdict, asked)) in found.verdicts.iter().zip(&asked).enumerate() {
        let expected = match fault % 8 {
            0 => Finding::Unchanged,
            1 => Finding::Partly,
            _ => Finding::Fixed,
        };
        assert_eq!(verdict.finding, expected, "fault {fault}");
        assert_eq!(verdict.page, asked.page);
    }

    let unrequested: Vec<&Change> = found.unrequested().collect();
    let pages: Vec<Option<u32>> = unrequested.iter().map(|change| change.page()).collect();
    assert_eq!(
        pages,
        [
            Some(12),
            Some(31),
            Some(61),
            Some(100),
            Some(141),
            Some(199)
        ],
        "the five changes and the block that moved: {unrequested:#?}"
    );
    let before = manuscript();
    let quote = |at: usize| unrequested[at].quote();
    assert_eq!(quote(0), before[11][3]);
    assert_eq!(quote(1), before[30][4..8].join(" "));
    assert_eq!(quote(2), "Câu này mới chèn vào đây.");
    assert_eq!(quote(3), before[99][10]);
    assert_eq!(quote(4), before[140][0]);
    assert_eq!(quote(5), before[198][21]);
}
