//! What becomes of each part of a drawing.

use super::{Faults, draw};
use crate::{
    deflate::CompressorPool,
    pdf::{
        image_xobjects::ImageXObjects,
        objects::{Objects, StreamData},
    },
};
use flate2::read::ZlibDecoder;
use resvg::usvg;
use std::io::Read as _;

/// The bodies of the small objects and the contents of the streams of a drawing of 40 by 30 units, and what is wrong with it.
fn drawn(content: &str) -> (Vec<String>, Vec<String>, Faults) {
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'>{content}</svg>");
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).expect("a drawing");
    let compressors = CompressorPool::zlib();
    let drawing = draw(&tree, &|_| None, &compressors);
    let faults = drawing.faults;
    let mut objects = Objects::default();
    // Numbers are moved.
    objects.reserve();
    let root = drawing.adopt(&mut ImageXObjects::default(), &compressors, &mut objects);
    assert!(root.get() >= 2);
    let streams = objects.streams.iter().map(|(_, stream)| {
        let mut content = String::from_utf8_lossy(&stream.head).into_owned();
        if let StreamData::Owned(data) = &stream.data {
            let mut bytes = Vec::new();
            ZlibDecoder::new(&data[..]).read_to_end(&mut bytes).expect("compressed data");
            content += &String::from_utf8_lossy(&bytes);
        }
        content
    });
    let streams = streams.collect();
    (
        objects.small.places().iter().map(|&place| String::from_utf8_lossy(objects.small.body(place)).into_owned()).collect(),
        streams,
        faults,
    )
}

#[test]
fn fills_and_strokes_are_paths() {
    let (small, streams, faults) = drawn(
        "<g transform='translate(5 2)'><rect width='4' height='3' fill='#ff0000' stroke='#777' stroke-width='2' stroke-dasharray='3 1'/></g>",
    );
    assert_eq!((small.len(), streams.len(), faults), (0, 1, Faults::default()));
    let content = &streams[0];
    for part in
        ["/Matrix[0.025 0 0 -0.033333335 0 1]", "1 0 0 rg\n5 2 m\n", "f\n", "1 0 0 1 5 2 cm", "2 w", "[3 1] 0 d", "0 0 m", "S\n"]
    {
        assert!(content.contains(part), "{part} in {content}");
    }
}

#[test]
fn gradients_with_opacity_have_a_mask() {
    let gradient = "<linearGradient id='g'><stop stop-color='#f00'/><stop offset='0.4' stop-color='#0f0' stop-opacity='0.5'/><stop offset='1'/></linearGradient>";
    let (small, streams, faults) = drawn(&format!("{gradient}<rect width='9' height='9' fill='url(#g)'/>"));
    assert_eq!(faults, Faults::default());
    assert!(small.iter().any(|body| body.contains("/ShadingType 2") && body.contains("/DeviceRGB")), "{small:?}");
    assert!(small.iter().any(|body| body.contains("/S/Luminosity")), "{small:?}");
    assert!(small.iter().any(|body| body.contains("/Bounds[0.4]")), "{small:?}");
    assert!(streams.iter().any(|content| content.contains("/Pattern cs /p0 scn")), "{streams:?}");
}

#[test]
fn a_repeated_gradient_is_told() {
    let repeated = "<radialGradient id='g' spreadMethod='reflect' r='0.2'><stop stop-color='#fff'/><stop offset='1'/></radialGradient><circle r='9' fill='url(#g)'/>";
    assert!(drawn(repeated).2.repeats_gradient);
}

#[test]
fn groups_masks_patterns_and_clips_are_forms() {
    let (small, streams, _) = drawn("<g opacity='0.5' style='mix-blend-mode:multiply'><circle r='4'/><circle r='3'/></g>");
    assert!(small.iter().any(|body| body.contains("/ca 0.5") && body.contains("/BM/Multiply")), "{small:?}");
    assert!(streams.iter().any(|content| content.contains("/S/Transparency")));
    let (small, ..) = drawn("<mask id='m' mask-type='alpha'><circle r='4'/></mask><rect width='9' height='9' mask='url(#m)'/>");
    assert!(small.iter().any(|body| body.contains("/S/Alpha")), "{small:?}");
    let (_, streams, _) = drawn(
        "<pattern id='p' width='2' height='3' patternUnits='userSpaceOnUse'><circle r='1'/></pattern><rect width='9' height='9' fill='url(#p)'/>",
    );
    assert!(streams.iter().any(|content| content.contains("/PatternType 1") && content.contains("/XStep 2")), "{streams:?}");
    let clipped =
        |inner: &str| drawn(&format!("<clipPath id='c'>{inner}</clipPath><rect width='9' height='9' clip-path='url(#c)'/>"));
    assert!(clipped("<circle r='4'/><circle r='2'/>").1[0].contains("W n"));
    assert!(clipped("<path d='M0 0h9v9h-9z' clip-rule='evenodd'/>").1[0].contains("W* n"));
    // Two shapes, of which one would subtract where they overlap.
    let (small, ..) = clipped("<path d='M0 0h9v9h-9z' clip-rule='evenodd'/><circle r='3'/>");
    assert!(small.iter().any(|body| body.contains("/S/Alpha")), "{small:?}");
}

#[test]
fn a_filter_is_pixels_and_deep_clips_are_told() {
    let (_, streams, _) =
        drawn("<filter id='f'><feGaussianBlur stdDeviation='1'/></filter><rect width='9' height='9' filter='url(#f)'/>");
    assert!(streams.iter().any(|content| content.contains("/Subtype/Image") && content.contains("/SMask")), "{streams:?}");
    let clip = "<clipPath id='c'><circle r='4'/></clipPath>";
    let nested = |depth: usize| {
        let (open, close) = ("<g clip-path='url(#c)'>".repeat(depth), "</g>".repeat(depth));
        drawn(&format!("{clip}{open}<rect width='9' height='9'/>{close}")).2.nests_too_deeply
    };
    assert!(!nested(20) && nested(30));
}
