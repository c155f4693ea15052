//! Pictures of hands and seals, and papers on which they are seen.

use std::sync::Arc;

use sangkien_app::decision::NewStamp;
use sangkien_app::failure::{Failure, Outcome};
use sangkien_app::port::PaperFormat;
use sangkien_documents::transparent::{Transparent, sample_hand, sample_seal};
use sangkien_domain::access::Role;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::signing::SigningStep;
use sangkien_domain::stamp::{StampFault, StampOwner};
use sangkien_testkit::{Engine, World};

use crate::signing::{office, tool};
use crate::signing_decisions::{at, issued, keys, scene};

fn png(picture: &Transparent, millimetres: Option<u32>) -> NewStamp {
    NewStamp {
        name: "Ảnh mẫu.png".into(),
        content: picture.png(),
        millimetres,
    }
}

fn refused(outcome: Outcome<()>) -> Vec<Refusal> {
    match outcome {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("not refused: {other:?}"),
    }
}

/// Left, top, right and bottom of what has a colour on a page, in pixels.
type Seen = [usize; 4];

/// Where red and where blue is seen on a page of 254 dots per inch, ten to a millimetre.
fn red_and_blue(ppm: &[u8]) -> Option<(Seen, Seen)> {
    let mut head = ppm.splitn(4, u8::is_ascii_whitespace);
    assert_eq!(head.next(), Some(&b"P6"[..]));
    let mut number = || -> usize {
        std::str::from_utf8(head.next().unwrap())
            .unwrap()
            .parse()
            .unwrap()
    };
    let (width, _height) = (number(), number());
    let pixels = head.next().unwrap().split_at(4).1;
    let found = |is: fn([u8; 3]) -> bool| {
        let mut seen: Option<Seen> = None;
        for (at, pixel) in pixels.chunks_exact(3).enumerate() {
            if is([pixel[0], pixel[1], pixel[2]]) {
                let (x, y) = (at % width, at / width);
                let [left, top, right, bottom] = seen.unwrap_or([x, y, x, y]);
                seen = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
            }
        }
        seen
    };
    let red = found(|[red, green, blue]| red > 150 && green < 90 && blue < 90);
    let blue = found(|[red, _, blue]| blue > 120 && red < 90);
    Some((red?, blue?))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seal_in_its_real_size_covers_a_third_of_the_hand_signature() {
    let office = office();
    let signing = Arc::new(keys(office.path()));
    let world = World::signing(Engine::Sqlite, at("2024-04-01T09:00:00+07:00"), signing).await;
    let scene = scene(&world).await;
    let id = issued(&scene, 1).await;
    let clerk = scene.joins("van-thu-mau", Role::RecordsClerk).await;
    let (app, leader) = (&world.app, &scene.leader);
    let hand = StampOwner::Hand(leader.actor.person);
    let slots = app.stamp_slots(&clerk).await.unwrap();
    let seal = slots[0].owner;

    // Each keeps what is theirs, and is told what is wrong with it.
    for (caller, owner) in [(&clerk, hand), (leader, seal), (&scene.author, hand)] {
        let strange = app
            .place_stamp(caller, owner, png(&sample_hand(), Some(36)))
            .await;
        assert!(matches!(strange, Err(Failure::Absent)), "{strange:?}");
        let file = app.stamp_file(caller, owner).await;
        assert!(matches!(file, Err(Failure::Absent)), "{file:?}");
    }
    let none = app.stamp_slots(&scene.author).await;
    assert!(matches!(none, Err(Failure::Absent)), "{none:?}");
    let text = NewStamp {
        name: "ghi-chu.txt".into(),
        content: b"Chu ky mau".to_vec(),
        millimetres: None,
    };
    let said = async |caller, owner, new| refused(app.place_stamp(caller, owner, new).await);
    let stamp = |fault| vec![Refusal::Stamp(fault)];
    assert_eq!(said(leader, hand, text).await, stamp(StampFault::NotPng));
    let red_hand = said(leader, hand, png(&sample_seal(), None)).await;
    assert_eq!(red_hand, stamp(StampFault::Ink));
    for width in [None, Some(14), Some(61)] {
        let said = said(&clerk, seal, png(&sample_seal(), width)).await;
        assert_eq!(said, stamp(StampFault::Width), "{width:?}");
    }
    app.place_stamp(leader, hand, png(&sample_hand(), None))
        .await
        .unwrap();
    app.place_stamp(&clerk, seal, png(&sample_seal(), Some(36)))
        .await
        .unwrap();

    for (caller, step) in [(leader, SigningStep::Sign), (&clerk, SigningStep::Seal)] {
        let outcome = app.sign_issued(caller, id, step).await.unwrap();
        assert_eq!((outcome.done, outcome.failed.len()), (2, 0));
    }
    let file = app
        .decision_file(leader, id, PaperFormat::Pdf)
        .await
        .unwrap();
    std::fs::write(office.path().join("issued.pdf"), &file).unwrap();
    if let Some(folder) = std::env::var_os("SANGKIEN_TEST_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join("stamps.pdf"), &file).unwrap();
    }
    let said = tool(office.path(), "pdfsig", &["-nocert", "issued.pdf"]);
    assert_eq!(said.matches("Signature is Valid").count(), 2, "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    let text = tool(office.path(), "pdftotext", &["-layout", "issued.pdf", "-"]);
    assert!(
        !text.contains("Người ký:"),
        "the picture stands instead: {text}"
    );
    tool(
        office.path(),
        "pdftoppm",
        &["-r", "254", "issued.pdf", "page"],
    );
    let pages = std::fs::read_dir(office.path()).unwrap();
    let pages = pages.map(|entry| entry.unwrap().path());
    let mut seen = pages
        .filter(|path| path.extension().is_some_and(|it| it == "ppm"))
        .filter_map(|path| red_and_blue(&std::fs::read(path).unwrap()));
    let (red, blue) = seen.next().expect("a page with both");
    assert_eq!(seen.next(), None, "on one page only");
    let wide = red[2] - red[0];
    assert!(
        (356..=363).contains(&wide),
        "36 millimetres are 360 dots: {wide}"
    );
    let third = blue[0] + (blue[2] - blue[0]) / 3;
    assert!(red[2].abs_diff(third) <= 4, "{red:?} over {blue:?}");
    let middle = |seen: Seen| usize::midpoint(seen[1], seen[3]);
    assert!(
        middle(red).abs_diff(middle(blue)) <= 4,
        "{red:?} beside {blue:?}"
    );

    // Taken away, it is gone for later papers; what was signed keeps it.
    app.remove_stamp(&clerk, seal).await.unwrap();
    let gone = app.stamp_file(&clerk, seal).await;
    assert!(matches!(gone, Err(Failure::Absent)), "{gone:?}");
    let again = app
        .decision_file(leader, id, PaperFormat::Pdf)
        .await
        .unwrap();
    assert_eq!(again, file);
    world.check().await;
    world.close().await;
}
