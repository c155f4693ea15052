//! QR codes as SVG.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use sangkien_app::port::PaperError;

/// Modules kept free on every side, as the standard asks.
const QUIET: usize = 4;

/// A QR code as SVG markup without styles or scripts: black on white in any theme.
pub(super) fn svg(text: &str) -> Result<String, PaperError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| PaperError(error.to_string()))?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        // Neighbours in a row become one bar.
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                let length = run.len();
                // Writing into a string does not fail.
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += run.len();
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"Mã QR\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn() {
        let text = "https://sangkien.example/certificates/7F3K9-2MQPX";
        let drawn = svg(text).unwrap();
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let dark = code
            .to_colors()
            .into_iter()
            .filter(|module| *module == Color::Dark)
            .count();
        let bars: usize = drawn
            .split('M')
            .filter_map(|bar| bar.split_once('h')?.1.split_once("v1h-"))
            .filter_map(|(length, _)| length.parse::<usize>().ok())
            .sum();
        assert_eq!(bars, dark);
        assert!(!drawn.contains("style") && !drawn.contains("script"));
    }

    #[test]
    fn a_text_longer_than_a_code_can_hold_is_refused() {
        assert!(svg(&"x".repeat(5_000)).is_err());
    }
}
