//! Reads pictures and text boxes: DrawingML, and VML, which older versions of Word write.

use super::{
    blocks::{RULE, chosen},
    reader::Reader,
    relations::Target,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        address::without_redirect,
        nest::{Format, Run, anchor},
        pictures::{View, described, viewed},
        tree::{Inline, PlacedPicture, place_remark},
        xml::{Element, Ns},
    },
};
use std::rc::Rc;

/// What a drawing says of itself.
#[derive(Clone, Debug, Default)]
struct Description {
    text: String,
    title: String,
    decorative: bool,
}

impl Description {
    fn read(element: Element<'_>) -> Self {
        let attribute = |name| element.attribute(Ns::Other, name).unwrap_or_default().trim().to_owned();
        let decorative = element.descendants().any(|node| {
            node.is(Ns::Ext, "decorative") && node.attribute(Ns::Other, "val").is_none_or(|val| matches!(val, "1" | "true"))
        });
        Self { text: attribute("descr"), title: attribute("title"), decorative }
    }
}

impl<'a> Reader<'a> {
    /// A DrawingML drawing: each picture in it, and each text box.
    pub(super) fn read_drawing(&mut self, drawing: Element<'a>, link: Option<&Rc<str>>, out: &mut Vec<Run>) {
        let properties = drawing.find(Ns::Wp, "docPr");
        let mut description = properties.map(Description::read).unwrap_or_default();
        let own = properties.and_then(|properties| properties.child(Ns::A, "hlinkClick")?.attribute(Ns::R, "id"));
        let own = own.and_then(|id| match self.relations[self.part].target(id) {
            Some(Target::Outside(target)) => Some(Rc::<str>::from(without_redirect(target))),
            Some(Target::Part(_)) | None => None,
        });
        let mut found = false;
        let before = out.len();
        self.read_shapes(drawing, &mut description, own.as_ref().or(link), &mut found, out);
        if drawing.child(Ns::Wp, "anchor").is_some() {
            anchor(out, before);
        }
        if !found {
            // A chart, a diagram, or ink: nothing of it is a picture file.
            let kind = drawing.descendants().find_map(|node| node.attribute(Ns::Other, "uri"));
            let kind = kind.and_then(|uri| uri.rsplit('/').next()).unwrap_or("?");
            if kind != "wordprocessingShape" && kind != "wordprocessingGroup" && kind != "wordprocessingCanvas" {
                self.lose_picture(kind, "", &description.text, out);
            }
        }
    }

    fn read_shapes(
        &mut self,
        element: Element<'a>,
        description: &mut Description,
        link: Option<&Rc<str>>,
        found: &mut bool,
        out: &mut Vec<Run>,
    ) {
        for child in element.children() {
            match child.name() {
                (Ns::Pic, "pic") => {
                    *found = true;
                    let own = child.child(Ns::Pic, "nvPicPr").and_then(|properties| properties.child(Ns::Pic, "cNvPr"));
                    let own = own.map(Description::read).unwrap_or_default();
                    let used = if description.text.is_empty() && description.title.is_empty() && !description.decorative {
                        own
                    } else {
                        std::mem::take(description)
                    };
                    self.read_picture(child, &used, link, out);
                }
                (Ns::W, "txbxContent") => {
                    *found = true;
                    self.read_box(child, out);
                }
                (Ns::Mc, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.read_shapes(chosen, description, link, found, out);
                    }
                }
                (_, name) if !name.is_empty() => self.read_shapes(child, description, link, found, out),
                _ => {}
            }
        }
    }

    fn read_picture(&mut self, element: Element<'a>, description: &Description, link: Option<&Rc<str>>, out: &mut Vec<Run>) {
        let Some(blip) = element.find(Ns::A, "blip") else { return };
        let svg = blip.find(Ns::Ext, "svgBlip").and_then(|svg| svg.attribute(Ns::R, "embed"));
        let view = view(element);
        let candidates = [svg, blip.attribute(Ns::R, "embed"), blip.attribute(Ns::R, "link")];
        self.place_picture(&candidates, view, description, link, out);
    }

    /// Places the first of these relations that leads to a picture that can be taken over.
    fn place_picture(
        &mut self,
        candidates: &[Option<&'a str>],
        view: View,
        description: &Description,
        link: Option<&Rc<str>>,
        out: &mut Vec<Run>,
    ) {
        let mut lost = ("?", String::new());
        let mut file = None;
        for id in candidates.iter().flatten() {
            match self.relations[self.part].target(id).cloned() {
                Some(Target::Part(name)) => match self.picture(&name, view) {
                    Ok(index) => {
                        file = Some(index);
                        break;
                    }
                    Err(format) => lost = (format, name.rsplit('/').next().unwrap_or_default().to_owned()),
                },
                Some(Target::Outside(address)) => lost = ("http", address),
                None => {}
            }
        }
        let Some(file) = file else {
            let alternative = if description.text.is_empty() { &description.title } else { &description.text };
            self.lose_picture(lost.0, &lost.1, alternative, out);
            return;
        };
        let mut alternative = described(&description.text);
        if alternative.is_empty() && !description.title.is_empty() && !description.decorative {
            alternative = described(&description.title);
            let remark = self.remark(Diagnostic::new(Code::ImportPictureTitle, self.span).with("title", &alternative));
            out.push(Run { content: remark, format: Format::default() });
        }
        let picture = PlacedPicture { file: Some(file), alternative, decorative: description.decorative };
        out.push(Run { content: Inline::Picture(picture), format: Format { link: link.cloned(), ..Format::default() } });
    }

    /// The index of a picture file as its author saw it, or the name of a format that is not for books.
    fn picture(&mut self, name: &str, view: View) -> Result<usize, &'static str> {
        let key = format!("{name} {view:?}");
        if let Some(Some(index)) = self.pictures.get(&key) {
            return Ok(*index);
        }
        let bytes = match self.package.picture(name) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Err("?"),
            Err(damage) => {
                self.damage.get_or_insert(damage);
                return Err("?");
            }
        };
        let picture = viewed(bytes, view)?;
        self.tree.pictures.push(picture);
        self.pictures.insert(key, Some(self.tree.pictures.len() - 1));
        Ok(self.tree.pictures.len() - 1)
    }

    fn lose_picture(&mut self, format: &str, file: &str, alternative: &str, out: &mut Vec<Run>) {
        let file: String = file.chars().take(200).collect();
        let diagnostic = Diagnostic::new(Code::ImportPictureLost, self.span).with("format", format).with("file", file);
        let remark = self.remark(diagnostic.with("alt", alternative));
        out.push(Run { content: remark, format: Format::default() });
    }

    /// A text box: it becomes an aside after the paragraph that it stands in.
    fn read_box(&mut self, content: Element<'a>, out: &mut Vec<Run>) {
        let _ = out;
        let mut blocks = self.blocks_apart(content);
        if blocks.is_empty() {
            return;
        }
        let remark = self.remark(Diagnostic::new(Code::ImportTextBox, self.span));
        place_remark(&mut blocks, remark);
        self.boxes.push(blocks);
    }

    /// A VML drawing, or an embedded object, which VML shows.
    pub(super) fn read_vml(&mut self, element: Element<'a>, link: Option<&Rc<str>>, out: &mut Vec<Run>) {
        for child in element.children() {
            match child.name() {
                // A line across the page, drawn or as a picture.
                (Ns::V, _) if child.attribute(Ns::O, "hr").is_some_and(|hr| matches!(hr, "t" | "true" | "1")) => {
                    let rule = Run { content: Inline::Text(RULE.to_owned()), format: Format::default() };
                    out.extend(self.generated().is_none().then_some(rule));
                }
                (Ns::V, "imagedata") => {
                    let title = child.attribute(Ns::O, "title").unwrap_or_default().trim().to_owned();
                    let text = element.attribute(Ns::Other, "alt").unwrap_or_default().trim().to_owned();
                    let candidates = [child.attribute(Ns::R, "id"), child.attribute(Ns::R, "pict")];
                    let description = Description { text, title, decorative: false };
                    self.place_picture(&candidates, vml_view(child), &description, link, out);
                }
                (Ns::V, "textpath") => {
                    let words = child.attribute(Ns::Other, "string").unwrap_or_default();
                    if !words.trim().is_empty() {
                        self.lose_picture("WordArt", "", words, out);
                    }
                }
                (Ns::W, "txbxContent") => self.read_box(child, out),
                (Ns::W, "drawing") => self.read_drawing(child, link, out),
                (Ns::Mc, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.read_vml(chosen, link, out);
                    }
                }
                (_, name) if !name.is_empty() => self.read_vml(child, link, out),
                _ => {}
            }
        }
    }
}

/// How a picture is cropped and turned.
fn view(picture: Element<'_>) -> View {
    let mut view = View::default();
    if let Some(crop) = picture.find(Ns::A, "srcRect") {
        let part = |name| {
            let value = crop.attribute(Ns::Other, name).unwrap_or("0");
            // Thousandths of a percent; in Strict documents percent with its sign.
            match value.strip_suffix('%') {
                Some(percent) => percent.parse::<f64>().unwrap_or(0.0) / 100.0,
                None => value.parse::<f64>().unwrap_or(0.0) / 100_000.0,
            }
            .clamp(0.0, 0.99)
        };
        (view.left, view.top, view.right, view.bottom) = (part("l"), part("t"), part("r"), part("b"));
    }
    if let Some(frame) = picture.find(Ns::A, "xfrm") {
        let turn = frame.attribute(Ns::Other, "rot").and_then(|turn| turn.parse::<f64>().ok()).unwrap_or(0.0) / 5_400_000.0;
        // Sixty-thousandths of a degree; a picture that hangs a little askew is not turned.
        if (turn - turn.round()).abs() < 0.03 {
            view.turns = (turn.round() as i64).rem_euclid(4) as u8;
        }
        let flips = |name| frame.attribute(Ns::Other, name).is_some_and(|flip| matches!(flip, "1" | "true"));
        view.mirrored = (flips("flipH"), flips("flipV"));
    }
    view
}

/// How a VML picture is cropped: parts of its size, or 65536ths with the letter f.
fn vml_view(picture: Element<'_>) -> View {
    let part = |name| {
        let value = picture.attribute(Ns::Other, name).unwrap_or("0");
        match value.strip_suffix('f') {
            Some(fraction) => fraction.parse::<f64>().unwrap_or(0.0) / 65_536.0,
            None => value.parse::<f64>().unwrap_or(0.0),
        }
        .clamp(0.0, 0.99)
    };
    View { left: part("cropleft"), top: part("croptop"), right: part("cropright"), bottom: part("cropbottom"), ..View::default() }
}
