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

/// The picture without what cameras and programs write beside it: place, owner, remarks. Nothing
/// when it cannot be taken apart.
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

fn bare_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
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
    fn a_picture_cut_short_is_no_picture() {
        for length in 0..jpeg().len() - 12 {
            let cut = &jpeg()[..length];
            assert_eq!(bare(MediaType::Jpeg, cut), None, "{length}");
        }
        assert_eq!(bare(MediaType::Png, b"\x89PNG\r\n\x1a\n"), None);
        assert_eq!(size(MediaType::Png, b"\x89PNG"), None);
    }
}
