//! Writes every sample page and every asset into a folder, to be looked at:
//! `cargo run -p sangkien-pages --example dump -- DIR`.

use std::error::Error;
use std::path::PathBuf;

use sangkien_pages::{assets, samples};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say where to write")?);
    std::fs::create_dir_all(folder.join("assets"))?;
    for asset in assets::names() {
        let found = assets::find(asset).ok_or("an asset without content")?;
        std::fs::write(folder.join("assets").join(asset), found.bytes)?;
    }
    for sample in samples::ALL {
        std::fs::write(
            folder.join(format!("{}.html", sample.name)),
            sample.render()?,
        )?;
    }
    Ok(())
}
