//! Reads frames and shapes of OpenDocument: pictures as their author saw them, text boxes, objects.

use super::reader::Reader;
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        nest::{Format, Run, anchor},
        pictures::{View, base64, described, physical_size, viewed},
        tree::{Block, Inline, PlacedPicture, place_remark},
        xml::{Element, Ns, Xml},
    },
};
use std::rc::Rc;

impl<'a> Reader<'a, '_> {
    /// A frame, a group of them, or a drawn shape with text.
    pub(super) fn read_shape(&mut self, shape: Element<'a>, link: Option<&Rc<str>>, out: &mut Vec<Run>) {
        if !self.skipped.is_empty() {
            return;
        }
        match shape.name() {
            (Ns::Draw, "frame") => self.read_frame(shape, link, out),
            (Ns::Draw, "g") => {
                for child in shape.children().filter(|child| child.name().0 == Ns::Draw) {
                    self.read_shape(child, link, out);
                }
            }
            (Ns::Draw, "a") => {
                for child in shape.children().filter(|child| child.name().0 == Ns::Draw) {
                    self.read_shape(child, link, out);
                }
            }
            _ => self.read_box(shape),
        }
    }

    fn read_frame(&mut self, frame: Element<'a>, link: Option<&Rc<str>>, out: &mut Vec<Run>) {
        if let Some(content) = frame.child(Ns::Draw, "text-box") {
            self.read_box(content);
            return;
        }
        if let Some(words) = frame.child(Ns::Draw, "object").and_then(|object| self.formula(object)) {
            let remark = self.remark(Diagnostic::new(Code::ImportFormula, self.span).with("words", &words));
            out.push(Run { content: remark, format: Format::default() });
            out.push(Run { content: Inline::Text(words), format: Format::default() });
            return;
        }
        let before = out.len();
        let mut lost = ("?", String::new());
        let mut file = None;
        // A frame holds one picture in several formats, the best first.
        for image in frame.children().filter(|child| child.is(Ns::Draw, "image")) {
            let name = image.attribute(Ns::Xlink, "href").unwrap_or_default();
            match self.picture(image, name, frame) {
                Ok(index) => {
                    file = Some(index);
                    break;
                }
                Err(format) => lost = (format, name.rsplit('/').next().unwrap_or_default().to_owned()),
            }
        }
        let words = |name| frame.child(Ns::Svg, name).map(Element::text).unwrap_or_default();
        let (description, title) = (words("desc"), words("title"));
        let decorative = frame.attribute(Ns::Other, "decorative").is_some_and(|value| value == "true");
        let mut alternative = described(&description);
        if file.is_none() {
            let shown: String = lost.1.chars().take(200).collect();
            let alternative = if alternative.is_empty() { described(&title) } else { alternative };
            let diagnostic = Diagnostic::new(Code::ImportPictureLost, self.span).with("format", lost.0).with("file", shown);
            let remark = self.remark(diagnostic.with("alt", alternative));
            out.push(Run { content: remark, format: Format::default() });
            return;
        }
        if alternative.is_empty() && !decorative && !described(&title).is_empty() {
            alternative = described(&title);
            let remark = self.remark(Diagnostic::new(Code::ImportPictureTitle, self.span).with("title", &alternative));
            out.push(Run { content: remark, format: Format::default() });
        }
        let picture = PlacedPicture { file, alternative, decorative };
        out.push(Run { content: Inline::Picture(picture), format: Format { link: link.cloned(), ..Format::default() } });
        if frame.attribute(Ns::Text, "anchor-type").is_some_and(|place| place != "as-char") {
            anchor(out, before);
        }
    }

    /// The index of a picture file as its author saw it, or the name of a format that is not for books.
    fn picture(&mut self, image: Element<'a>, name: &str, frame: Element<'a>) -> Result<usize, &'static str> {
        let style = frame.attribute(Ns::Draw, "style-name");
        let (clip, mirror) = self.styles.picture(style);
        let transform = frame.attribute(Ns::Draw, "transform").unwrap_or_default();
        let key = format!("{name} {clip:?} {mirror:?} {transform}");
        if !name.is_empty()
            && let Some(index) = self.pictures.get(&key)
        {
            return Ok(*index);
        }
        let within = image.child(Ns::Office, "binary-data").and_then(|data| base64(&data.text()));
        let bytes = match (within, self.package) {
            (Some(bytes), _) => bytes,
            (None, Some(package)) => match package.picture(name.trim_start_matches("./")) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return Err(if name.contains("://") { "http" } else { "?" }),
                Err(damage) => {
                    self.damage.get_or_insert(damage);
                    return Err("?");
                }
            },
            (None, None) => return Err(if name.contains("://") { "http" } else { "?" }),
        };
        let mut view = View { turns: turns(transform), ..View::default() };
        if let Some(clip) = clip {
            crop(&mut view, clip, physical_size(&bytes));
        }
        let mirror = mirror.unwrap_or_default();
        view.mirrored = (mirror.contains("horizontal"), mirror.contains("vertical"));
        let picture = viewed(bytes, view)?;
        self.tree.pictures.push(picture);
        let index = self.tree.pictures.len() - 1;
        self.pictures.insert(key, index);
        Ok(index)
    }

    /// A text box: an aside after the paragraph that it stands in. A box around a picture and its caption is the figure itself.
    fn read_box(&mut self, content: Element<'a>) {
        let mut blocks = self.blocks_apart(content);
        match blocks.as_slice() {
            [] => return,
            [Block::Figure { .. }] | [Block::Table { .. }] => {
                self.boxes.append(&mut blocks);
                return;
            }
            _ => {}
        }
        let remark = self.remark(Diagnostic::new(Code::ImportTextBox, self.span));
        place_remark(&mut blocks, remark);
        self.boxes.push(Block::Aside(blocks));
    }

    /// The characters of a formula; none when an object is something else.
    fn formula(&self, object: Element<'a>) -> Option<String> {
        let characters = |root: Element<'_>| {
            let annotated: String = root.descendants().filter(|node| node.name().1 == "annotation").map(Element::text).collect();
            let all = root.text();
            all.strip_suffix(annotated.as_str()).unwrap_or(&all).split_whitespace().collect::<String>()
        };
        if let Some(math) = object.descendants().find(|node| node.name().1 == "math") {
            return Some(characters(math));
        }
        let name = object.attribute(Ns::Xlink, "href")?.trim_start_matches("./");
        let text = self.package?.text(&format!("{name}/content.xml")).ok()??;
        let xml = Xml::parse(&text).ok()?;
        (xml.root().name().1 == "math").then(|| characters(xml.root()))
    }
}

/// The quarter turns clockwise of a transformation: `rotate (1.5707963)` turns counterclockwise, in radians.
fn turns(transform: &str) -> u8 {
    let Some((_, rest)) = transform.split_once("rotate") else { return 0 };
    let angle = rest.trim_start().trim_start_matches('(').split([')', ' ']).find(|part| !part.is_empty());
    let quarters = angle.and_then(|angle| angle.parse::<f64>().ok()).unwrap_or(0.0) / std::f64::consts::FRAC_PI_2;
    if (quarters - quarters.round()).abs() < 0.03 { (-(quarters.round() as i64)).rem_euclid(4) as u8 } else { 0 }
}

/// Sets what is cut off: `rect(top, right, bottom, left)` in lengths of the picture at its own size, which is in inches.
fn crop(view: &mut View, clip: &str, size: Option<(f64, f64)>) {
    let Some((width, height)) = size else { return };
    let lengths = clip.trim_start_matches("rect").trim_matches(['(', ')', ' ']).split([',', ' ']).filter(|part| !part.is_empty());
    let lengths: Vec<f64> = lengths.map(inches).collect();
    if let [top, right, bottom, left] = lengths.as_slice() {
        let share = |length: f64, of: f64| if of > 0.0 { (length / of).clamp(0.0, 0.99) } else { 0.0 };
        (view.top, view.bottom) = (share(*top, height), share(*bottom, height));
        (view.left, view.right) = (share(*left, width), share(*right, width));
    }
}

/// A length in inches.
fn inches(length: &str) -> f64 {
    let end = length.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(length.len());
    let value = length[..end].parse::<f64>().unwrap_or(0.0);
    match &length[end..] {
        "cm" => value / 2.54,
        "mm" => value / 25.4,
        "pt" => value / 72.0,
        "pc" => value / 6.0,
        "px" => value / 96.0,
        _ => value,
    }
}
