//! Encoding opaque pixels as PNG.
//!
//! A page of text has few colours: the ink, the paper, and the shades between them at edges. A palette image of it has a third of the
//! bytes, and is written in a fraction of the time.

use resvg::tiny_skia::{self, Pixmap};
use std::{collections::BTreeMap, io::Write};

/// Opaque pixels, row by row.
pub(super) enum Pixels {
    Indexed(IndexedPixels),
    Colors(Vec<u8>),
}

/// Encodes opaque pixels: with a palette, if it has room for their colours.
pub(super) fn encode_pixmap(pixels: &Pixmap) -> Vec<u8> {
    let mut indexed = IndexedPixels::default();
    let content = match indexed.add(pixels.data(), pixels.width()) {
        Some(()) => Pixels::Indexed(indexed),
        None => Pixels::Colors(pixels.pixels().iter().flat_map(rgb).collect()),
    };
    encode((pixels.width(), pixels.height()), &content)
}

/// Encodes opaque pixels. Empty on an error, which writing to memory never gives.
pub(super) fn encode((width, height): (u32, u32), pixels: &Pixels) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_compression(png::Compression::Balanced);
    let written = match pixels {
        Pixels::Indexed(indexed) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(indexed.palette.as_slice());
            encoder.set_filter(png::Filter::NoFilter);
            encoder.write_header().and_then(|writer| indexed.write(writer, width))
        }
        Pixels::Colors(colors) => {
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_filter(png::Filter::Adaptive);
            encoder.write_header().and_then(|mut writer| writer.write_image_data(colors))
        }
    };
    if written.is_ok() { bytes } else { Vec::new() }
}

fn rgb(pixel: &tiny_skia::PremultipliedColorU8) -> [u8; 3] {
    [pixel.red(), pixel.green(), pixel.blue()]
}

/// A palette, and the index of each pixel's colour in it.
#[derive(Default)]
pub(super) struct IndexedPixels {
    /// The index of each colour.
    known: BTreeMap<[u8; 3], u8>,
    /// The colours, three bytes each, in the order of their first use.
    palette: Vec<u8>,
    /// Rows of indices, without repeated rows.
    indices: Vec<u8>,
    /// How often each of these rows is repeated: most rows equal the one above.
    repeats: Vec<u32>,
}

/// The last byte of a pixel.
const OPAQUE: u8 = 255;

impl IndexedPixels {
    /// Appends rows of opaque RGBA pixels; none when the palette has no room for their colours.
    pub(super) fn add(&mut self, pixels: &[u8], width: u32) -> Option<()> {
        let mut above: &[u8] = &[];
        let mut last: Option<([u8; 3], u8)> = None;
        for row in pixels.chunks_exact(4 * width as usize) {
            if row == above {
                *self.repeats.last_mut()? += 1;
                continue;
            }
            above = row;
            self.repeats.push(1);
            let mut rest = row;
            while let Some((pixel, after)) = rest.split_first_chunk::<4>() {
                // Most pixels equal the one before: four at once are compared with it.
                if let Some((color, index)) = last {
                    let same = [[color[0], color[1], color[2], OPAQUE]; 4];
                    let fours = rest.chunks_exact(16).take_while(|four| *four == same.as_flattened()).count();
                    if fours > 0 {
                        self.indices.resize(self.indices.len() + 4 * fours, index);
                        rest = &rest[16 * fours..];
                        continue;
                    }
                }
                rest = after;
                let color = [pixel[0], pixel[1], pixel[2]];
                // Most pixels equal the one before.
                let index = match last {
                    Some((other, index)) if other == color => index,
                    Some(_) | None => self.index(color)?,
                };
                last = Some((color, index));
                self.indices.push(index);
            }
        }
        Some(())
    }

    /// Repeats the last row.
    pub(super) fn repeat(&mut self, times: u32) {
        if let Some(last) = self.repeats.last_mut() {
            *last += times;
        }
    }

    /// Writes the indices as image data, in one chunk unless there is very much detail.
    fn write<W: Write>(&self, mut writer: png::Writer<W>, width: u32) -> Result<(), png::EncodingError> {
        let mut stream = writer.stream_writer_with_size(1 << 20)?;
        for (row, repeats) in self.indices.chunks_exact(width as usize).zip(&self.repeats) {
            for _ in 0..*repeats {
                stream.write_all(row)?;
            }
        }
        stream.finish()
    }

    /// The index of a colour, which is added if it is new; none when the palette is full.
    fn index(&mut self, color: [u8; 3]) -> Option<u8> {
        if let Some(index) = self.known.get(&color) {
            return Some(*index);
        }
        let index = u8::try_from(self.known.len()).ok()?;
        self.known.insert(color, index);
        self.palette.extend(color);
        Some(index)
    }
}
