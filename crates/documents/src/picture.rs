//! Pictures as they are uploaded: how large they are, and what they tell besides what they show.

use crate::sniff::MediaType;

/// Width and height in pixels, from the head of the file; nothing when it tells none.
pub fn size(kind: MediaType, bytes: &[u8]) -> Option<(u32, u32)> {
    match kind {
        MediaType::Png => {
            let number = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
            Some((number(16)?, number(20)?))
        }
        MediaType::Jpeg => Segments::of(bytes).find_map(|segment| {
            let is_frame = matches!(segment.marker, 0xc0..=0xcf)
                && !matches!(segment.marker, 0xc4 | 0xc8 | 0xcc);
            let head: &[u8; 5] = segment.content.first_chunk().filter(|_| is_frame)?;
            let [_, high, low, wide, narrow] = *head;
            let height = u16::from_be_bytes([high, low]);
            let width = u16::from_be_bytes([wide, narrow]);
            Some((u32::from(width), u32::from(height)))
        }),
        _ => None,
    }
}

/// The picture without what cameras and programs write beside it: place, owner, remarks. How it is
/// to be turned is kept, since it would stand on its head otherwise. Nothing when it cannot be taken
/// apart.
pub fn bare(kind: MediaType, bytes: &[u8]) -> Option<Vec<u8>> {
    match kind {
        MediaType::Png => bare_png(bytes),
        MediaType::Jpeg => bare_jpeg(bytes),
        _ => None,
    }
}

/// Chunks that PNG needs to be shown as it is.
const CHUNKS: [&[u8; 4]; 12] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs",
];
/// What every PNG begins with.
const PNG: usize = 8;

fn bare_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..PNG)?.to_vec();
    let mut rest = bytes.get(PNG..)?;
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk()?)).ok()?;
        let whole = rest.get(..length.checked_add(12)?)?;
        let name: &[u8; 4] = whole.get(4..)?.first_chunk()?;
        if CHUNKS.contains(&name) {
            out.extend_from_slice(whole);
        }
        if name == b"IEND" {
            return Some(out);
        }
        rest = rest.get(whole.len()..)?;
    }
}

/// A segment of a JPEG before its picture data.
struct Segment<'a> {
    marker: u8,
    /// With marker and length.
    whole: &'a [u8],
    content: &'a [u8],
}

/// The segments up to the picture data, which begins with the last of them.
struct Segments<'a> {
    rest: &'a [u8],
    done: bool,
}

/// Start of the picture data.
const SCAN: u8 = 0xda;

impl<'a> Segments<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes.get(2..).unwrap_or_default(),
            done: false,
        }
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        // Markers may be filled up.
        while self.rest.starts_with(&[0xff, 0xff]) {
            self.rest = self.rest.get(1..)?;
        }
        let [0xff, marker, high, low] = *self.rest.first_chunk()? else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low])).checked_add(2)?;
        let whole = self.rest.get(..length)?;
        self.rest = self.rest.get(length..)?;
        self.done = marker == SCAN;
        Some(Segment {
            marker,
            whole,
            content: whole.get(4..)?,
        })
    }
}

/// What EXIF begins with in its segment.
const EXIF: &[u8] = b"Exif\0\0";
/// The entry of EXIF that says how the picture is to be turned.
const ORIENTATION: u16 = 0x0112;

/// How EXIF wants a picture to be turned or mirrored, from 2 to 8; nothing when it is as it should be.
fn orientation(content: &[u8]) -> Option<u8> {
    let tiff = content.strip_prefix(EXIF)?;
    let least_first = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = *tiff.get(at..)?.first_chunk()?;
        Some(if least_first {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let place: [u8; 4] = *tiff.get(4..)?.first_chunk()?;
    let table = usize::try_from(if least_first {
        u32::from_le_bytes(place)
    } else {
        u32::from_be_bytes(place)
    })
    .ok()?;
    let entries = usize::from(short(table)?);
    let entry = (0..entries)
        .map(|number| table.saturating_add(2 + 12 * number))
        .find(|at| short(*at) == Some(ORIENTATION))?;
    let value = u8::try_from(short(entry.checked_add(8)?)?).ok()?;
    (2..=8).contains(&value).then_some(value)
}

/// A segment of EXIF that says how the picture is to be turned, and nothing else.
fn turned(value: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0, 34];
    segment.extend_from_slice(EXIF);
    segment.extend_from_slice(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.push(value);
    segment.extend_from_slice(&[0; 6]);
    segment
}

fn bare_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let asked = Segments::of(bytes)
        .filter(|segment| segment.marker == 0xe1)
        .find_map(|segment| orientation(segment.content));
    if let Some(value) = asked {
        out.extend(turned(value));
    }
    let mut segments = Segments::of(bytes);
    for segment in segments.by_ref() {
        // What is told beside the picture, but for its colours: those of JFIF, of the profile and of
        // Adobe.
        let beside = matches!(segment.marker, 0xe1 | 0xe3..=0xed | 0xef | 0xfe);
        if !beside {
            out.extend_from_slice(segment.whole);
        }
    }
    if !segments.done {
        return None;
    }
    // Up to the end of the picture: cameras put small copies and places behind it.
    let end = segments
        .rest
        .windows(2)
        .position(|pair| pair == [0xff, 0xd9])?;
    out.extend_from_slice(segments.rest.get(..end + 2)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap();
        let mut out = vec![0xff, marker];
        out.extend(length.to_be_bytes());
        out.extend(content);
        out
    }

    fn jpeg() -> Vec<u8> {
        let mut out = vec![0xff, 0xd8];
        out.extend(segment(0xe0, b"JFIF\0"));
        out.extend(segment(0xe1, b"Exif\0\0GPS 10.7769 106.7009"));
        out.extend(segment(0xfe, b"Tac gia mau 01"));
        out.extend(segment(0xc0, &[8, 0x0b, 0xb8, 0x0f, 0xa0, 3]));
        out.extend(segment(SCAN, &[1, 2, 3]));
        out.extend([7, 7, 7, 0xff, 0xd9]);
        out.extend(b"GPS behind");
        out
    }

    fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
        let mut out = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
        out.extend(name);
        out.extend(content);
        out.extend([0; 4]);
        out
    }

    #[test]
    fn the_place_where_a_picture_was_taken_is_left_out() {
        let bare = bare(MediaType::Jpeg, &jpeg()).unwrap();
        let text = String::from_utf8_lossy(&bare);
        assert!(!text.contains("GPS") && !text.contains("Tac gia"), "{text}");
        assert!(text.contains("JFIF"));
        assert_eq!(size(MediaType::Jpeg, &bare), Some((4_000, 3_000)));
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut head = 4_000_u32.to_be_bytes().to_vec();
        head.extend(3_000_u32.to_be_bytes());
        png.extend(chunk(*b"IHDR", &head));
        png.extend(chunk(*b"eXIf", b"GPS"));
        png.extend(chunk(*b"tEXt", b"Author\0Tac gia mau"));
        png.extend(chunk(*b"IDAT", b"pixels"));
        png.extend(chunk(*b"IEND", b""));
        let bare = super::bare(MediaType::Png, &png).unwrap();
        let text = String::from_utf8_lossy(&bare);
        assert!(!text.contains("GPS") && !text.contains("Author"), "{text}");
        assert!(text.contains("pixels"));
        assert_eq!(size(MediaType::Png, &bare), Some((4_000, 3_000)));
    }

    #[test]
    fn a_picture_stays_turned_as_the_camera_was_held() {
        let tiff = |head: &[u8], entry: &[u8]| {
            let mut exif = b"Exif\0\0".to_vec();
            exif.extend(head);
            exif.extend(entry);
            exif.extend(b"\0\0\0\0GPS 10.7769");
            exif
        };
        let little = tiff(
            b"II*\0\x08\0\0\0\x01\0",
            &[0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0],
        );
        let big = tiff(
            b"MM\0*\0\0\0\x08\0\x01",
            &[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0],
        );
        for exif in [little, big] {
            let mut picture = jpeg();
            picture.splice(2..2, segment(0xe1, &exif));
            let bare = bare(MediaType::Jpeg, &picture).unwrap();
            let kept: Vec<u8> = Segments::of(&bare)
                .filter(|it| it.marker == 0xe1)
                .filter_map(|it| orientation(it.content))
                .collect();
            assert_eq!(kept, [6]);
            assert!(!String::from_utf8_lossy(&bare).contains("GPS"));
            let again = super::bare(MediaType::Jpeg, &bare);
            assert_eq!(again, Some(bare), "nothing more is taken away");
        }
    }

    #[test]
    fn a_picture_cut_short_is_no_picture() {
        for length in 0..jpeg().len() - 12 {
            let cut = &jpeg()[..length];
            assert_eq!(bare(MediaType::Jpeg, cut), None, "{length}");
        }
        assert_eq!(bare(MediaType::Png, b"\x89PNG\r\n\x1a\n"), None);
        assert_eq!(size(MediaType::Png, b"\x89PNG"), None);
    }
}
