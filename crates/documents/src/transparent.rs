//! Transparent pictures: hand signatures and seals as they are uploaded, and the samples that the demo
//! shows.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Encoder, Limits, Transformations};
use sangkien_domain::stamp::StampFault;

/// Largest upload in bytes.
const MOST_BYTES: usize = 1 << 20;
/// Most pixels in a row or column.
const MOST_PIXELS: u32 = 2_000;
/// Most memory that decoding may take.
const MEMORY: usize = 64 << 20;

/// Least opacity that an eye sees.
const SEEN: u8 = 16;

/// A picture with its transparency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transparent {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row.
    pub rgba: Vec<u8>,
}

impl Transparent {
    /// Reads a PNG. What comes out has nothing of the file but its pixels.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, StampFault> {
        if bytes.len() > MOST_BYTES {
            return Err(StampFault::TooLarge);
        }
        let limits = Limits { bytes: MEMORY };
        let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|_| StampFault::NotPng)?;
        let (width, height) = reader.info().size();
        if width > MOST_PIXELS || height > MOST_PIXELS {
            return Err(StampFault::TooLarge);
        }
        let size = reader.output_buffer_size().ok_or(StampFault::TooLarge)?;
        let mut pixels = vec![0; size];
        let frame = reader
            .next_frame(&mut pixels)
            .map_err(|_| StampFault::NotPng)?;
        pixels.truncate(frame.buffer_size());
        let rgba: Vec<u8> = match frame.color_type {
            ColorType::Rgba => pixels,
            ColorType::GrayscaleAlpha => {
                let grey = pixels.as_chunks::<2>().0.iter();
                grey.flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha])
                    .collect()
            }
            _ => return Err(StampFault::Opaque),
        };
        let opacities = || {
            rgba.as_chunks::<4>()
                .0
                .iter()
                .map(|[_, _, _, alpha]| *alpha)
        };
        if opacities().all(|alpha| alpha == u8::MAX) {
            return Err(StampFault::Opaque);
        }
        let whole = Self {
            width,
            height,
            rgba,
        };
        whole.trimmed().ok_or(StampFault::Blank)
    }

    /// Without the empty edges, so that its width is that of what is seen; nothing when nothing is.
    fn trimmed(&self) -> Option<Self> {
        let row_bytes = usize::try_from(self.width).ok()?.checked_mul(4)?;
        let rows = || self.rgba.chunks_exact(row_bytes);
        let seen = |row: &[u8]| {
            let mut pixels = row.as_chunks::<4>().0.iter();
            pixels.any(|[_, _, _, alpha]| *alpha >= SEEN)
        };
        let top = rows().position(seen)?;
        let bottom = rows().rposition(seen)?;
        let columns = |row: &[u8]| {
            let pixels = row.as_chunks::<4>().0;
            let of = |[_, _, _, alpha]: &[u8; 4]| *alpha >= SEEN;
            Some((pixels.iter().position(of)?, pixels.iter().rposition(of)?))
        };
        let edges: Vec<(usize, usize)> = rows().filter_map(columns).collect();
        let left = edges.iter().map(|(left, _)| *left).min()?;
        let right = edges.iter().map(|(_, right)| *right).max()?;
        let kept = rows().skip(top).take(bottom - top + 1);
        Some(Self {
            width: u32::try_from(right - left + 1).ok()?,
            height: u32::try_from(bottom - top + 1).ok()?,
            rgba: kept
                .filter_map(|row| row.get(left * 4..(right + 1) * 4))
                .flatten()
                .copied()
                .collect(),
        })
    }

    /// As PNG, with nothing beside its pixels; empty only if it cannot be written.
    pub fn png(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(ColorType::Rgba);
        encoder.set_depth(BitDepth::Eight);
        let written = encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&self.rgba));
        if written.is_err() {
            out.clear();
        }
        out
    }

    /// The mean colour of what is seen.
    pub fn ink(&self) -> [u8; 3] {
        let (mut sums, mut weight) = ([0_u64; 3], 0_u64);
        for [red, green, blue, alpha] in self.rgba.as_chunks::<4>().0 {
            let alpha = u64::from(*alpha);
            weight += alpha;
            for (sum, colour) in sums.iter_mut().zip([red, green, blue]) {
                *sum += u64::from(*colour) * alpha;
            }
        }
        sums.map(|sum| u8::try_from(sum / weight.max(1)).unwrap_or(u8::MAX))
    }

    /// An empty picture.
    fn blank(width: u32, height: u32) -> Self {
        let pixels = usize::try_from(width * height).unwrap_or_default();
        Self {
            width,
            height,
            rgba: vec![0; pixels * 4],
        }
    }

    fn dot(&mut self, (x, y): (u32, u32), colour: [u8; 3]) {
        if x >= self.width || y >= self.height {
            return;
        }
        let at = usize::try_from((y * self.width + x) * 4).unwrap_or(usize::MAX);
        let [red, green, blue] = colour;
        if let Some(pixel) = self.rgba.get_mut(at..at.saturating_add(4)) {
            pixel.copy_from_slice(&[red, green, blue, u8::MAX]);
        }
    }

    fn square(&mut self, (left, top): (u32, u32), side: u32, colour: [u8; 3]) {
        for y in top..top + side {
            for x in left..left + side {
                self.dot((x, y), colour);
            }
        }
    }

    /// The word "MẪU", so that nobody takes a sample for the real thing.
    fn say_sample(&mut self, (left, top): (u32, u32), side: u32, colour: [u8; 3]) {
        for (letter, column) in [&LETTER_M, &LETTER_A, &LETTER_U].into_iter().zip(0_u32..) {
            for (row, y) in letter.iter().zip(0_u32..) {
                for (cell, x) in row.chars().zip(0_u32..) {
                    if cell == '#' {
                        let place = (left + (column * 6 + x) * side, top + y * side);
                        self.square(place, side, colour);
                    }
                }
            }
        }
    }
}

const LETTER_M: [&str; 10] = [
    ".....", ".....", ".....", ".....", "#...#", "##.##", "#.#.#", "#...#", "#...#", "#...#",
];
const LETTER_A: [&str; 10] = [
    ".#..#", "#.##.", "..#..", ".#.#.", "..#..", ".#.#.", "#...#", "#####", "#...#", "#...#",
];
const LETTER_U: [&str; 10] = [
    ".....", ".....", ".....", ".....", "#...#", "#...#", "#...#", "#...#", "#...#", ".###.",
];

/// A red seal that says that it is a sample.
pub fn sample_seal() -> Transparent {
    const SIDE: i32 = 420;
    const RED: [u8; 3] = [0xd0, 0x14, 0x14];
    let mut seal = Transparent::blank(SIDE.unsigned_abs(), SIDE.unsigned_abs());
    for y in 0..SIDE {
        for x in 0..SIDE {
            let (across, down) = (2 * x - SIDE, 2 * y - SIDE);
            let distance = across * across + down * down;
            let ring = |outer: i32, inner: i32| {
                (4 * inner * inner..=4 * outer * outer).contains(&distance)
            };
            if ring(206, 194) || ring(150, 145) {
                seal.dot((x.unsigned_abs(), y.unsigned_abs()), RED);
            }
        }
    }
    seal.say_sample((91, 140), 14, RED);
    seal.trimmed().unwrap_or(seal)
}

/// A blue hand signature that says that it is a sample.
pub fn sample_hand() -> Transparent {
    const BLUE: [u8; 3] = [0x12, 0x38, 0xb0];
    /// Heights of the line at equal steps from left to right.
    const WAVE: [u32; 21] = [
        110, 60, 25, 45, 105, 130, 90, 40, 70, 120, 85, 50, 95, 125, 75, 45, 100, 115, 80, 65, 30,
    ];
    /// Pixels from one height to the next.
    const STEP: u32 = 20;
    let mut hand = Transparent::blank(460, 200);
    for (pair, start) in WAVE.windows(2).zip((0_u32..).step_by(20)) {
        let [from, to] = *pair else { continue };
        for part in 0..=STEP * 6 {
            let x = 20 + start + part / 6;
            let y = (from * (STEP * 6 - part) + to * part) / (STEP * 6);
            hand.square((x, y), 5, BLUE);
        }
    }
    hand.say_sample((185, 148), 5, BLUE);
    hand.trimmed().unwrap_or(hand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_come_back_as_they_were_drawn() {
        for sample in [sample_seal(), sample_hand()] {
            let png = sample.png();
            assert!(png.len() < 60_000);
            assert_eq!(Transparent::read(&png), Ok(sample));
        }
    }

    #[test]
    fn empty_edges_are_cut_off_so_that_the_width_is_that_of_the_seal() {
        let mut picture = Transparent::blank(9, 7);
        picture.dot((2, 3), [0xd0, 0x14, 0x14]);
        picture.dot((5, 4), [0xd0, 0x14, 0x14]);
        let read = Transparent::read(&picture.png()).unwrap();
        assert_eq!((read.width, read.height), (4, 2));
        assert_eq!(read.ink(), [0xd0, 0x14, 0x14]);
        assert_eq!(read.rgba.len(), 4 * 4 * 2);
    }

    #[test]
    fn what_would_cover_the_paper_or_shows_nothing_is_refused() {
        let mut full = sample_hand();
        for pixel in full.rgba.as_chunks_mut::<4>().0 {
            pixel[3] = 255;
        }
        assert_eq!(Transparent::read(&full.png()), Err(StampFault::Opaque));
        let blank = Transparent::blank(10, 10).png();
        assert_eq!(Transparent::read(&blank), Err(StampFault::Blank));
        let wide = Transparent::blank(MOST_PIXELS + 1, 1).png();
        assert_eq!(Transparent::read(&wide), Err(StampFault::TooLarge));
        let png = sample_seal().png();
        for length in [0, 8, 40, png.len() / 2] {
            assert_eq!(Transparent::read(&png[..length]), Err(StampFault::NotPng));
        }
        let large = vec![0; MOST_BYTES + 1];
        assert_eq!(Transparent::read(&large), Err(StampFault::TooLarge));
    }
}
