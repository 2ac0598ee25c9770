//! The report for programs, as JSON: keys keep their order and are never translated.
//!
//! Ratios are relative to the font's own word space. `page` counts the pages of the PDF from 1; `folio` is the number printed.

use super::place;
use crate::{
    layout::geometry::Geometry,
    report::{Distribution, ExtremeLine, Finding, FindingKind, Report, Statistics},
    source::SourceMap,
};
use serde_json::{Map, Value, json};

/// The reports of several tomes as one object.
pub(super) fn render(reports: &[(String, Report)], sources: &SourceMap) -> String {
    let tomes: Vec<Value> = reports.iter().map(|(tome, report)| volume(tome, report, sources)).collect();
    format!("{:#}\n", json!({ "tomes": tomes }))
}

fn volume(tome: &str, report: &Report, sources: &SourceMap) -> Value {
    let sections: Vec<Value> = report
        .sections
        .iter()
        .map(|section| {
            json!({
                "section": section.slug,
                "title": section.title,
                "first-page": section.pages.0 + 1,
                "last-page": section.pages.1 + 1,
                "figures": figures(&section.statistics, report, sources),
            })
        })
        .collect();
    let findings: Vec<Value> = report.findings.iter().map(|found| finding(found, report, sources)).collect();
    json!({ "tome": tome, "page": sheet(&report.geometry), "figures": figures(&report.volume, report, sources), "sections": sections, "findings": findings })
}

/// The dimensions of the page and of its text, in points.
fn sheet(geometry: &Geometry) -> Value {
    json!({
        "width": geometry.page.width.to_points(),
        "height": geometry.page.height.to_points(),
        "inside": geometry.inside.to_points(),
        "outside": geometry.outside.to_points(),
        "top": geometry.top.to_points(),
        "text-width": geometry.text.width.to_points(),
        "text-height": geometry.text.height.to_points(),
        "leading": geometry.leading.to_points(),
    })
}

fn figures(figures: &Statistics, report: &Report, sources: &SourceMap) -> Value {
    let found: Map<String, Value> =
        FindingKind::ALL.into_iter().map(|(name, kind)| (name.to_owned(), figures.found(kind).into())).collect();
    let extreme = |line: &ExtremeLine| {
        let mut object = page(line.page, report);
        object["ratio"] = thousandths(line.ratio);
        place::add(&mut object, line.span, &line.text, sources);
        object
    };
    let ends = figures.extremes.as_ref().map(|(loosest, tightest)| (extreme(loosest), extreme(tightest))).unzip();
    json!({
        "pages": figures.pages,
        "lines": figures.lines,
        "hyphens": figures.hyphens,
        "hyphens-per-100-lines": tenths(figures.hyphens_per_thousand()),
        "hyphen-runs-of-2": figures.hyphen_runs.0,
        "hyphen-runs-of-3-or-more": figures.hyphen_runs.1,
        "longest-hyphen-run": figures.longest_run,
        "spreads": figures.spreads,
        "level-spreads": figures.level_spreads,
        "level-spreads-percent": tenths(figures.level_per_thousand()),
        "found": found,
        "word-spaces": spaces(&figures.spaces),
        "letters-narrowest-percent": hundredths(figures.expansion.0),
        "letters-widest-percent": hundredths(figures.expansion.1),
        "loosest": ends.0,
        "tightest": ends.1,
    })
}

fn spaces(spaces: &Distribution) -> Value {
    let percentiles: Map<String, Value> = Distribution::PERCENTILES
        .iter()
        .zip(spaces.percentiles)
        .map(|(share, value)| (share.to_string(), thousandths(value)))
        .collect();
    let histogram: Vec<Value> = (0..)
        .zip(spaces.histogram)
        .map(|(tenth, lines)| json!({ "from": thousandths(Distribution::FIRST_BIN + tenth * 100), "lines": lines }))
        .collect();
    json!({
        "lines": spaces.lines,
        "mean": thousandths(spaces.mean),
        "deviation": thousandths(spaces.deviation),
        "percentiles": percentiles,
        "looser-than-1.5": spaces.loose,
        "tighter-than-0.8": spaces.tight,
        "histogram": histogram,
    })
}

fn finding(found: &Finding, report: &Report, sources: &SourceMap) -> Value {
    let mut object = json!({ "kind": found.kind.name() });
    let section = found.section.and_then(|section| report.sections.get(section));
    object["section"] = section.map(|section| section.slug.as_str()).into();
    if let (Value::Object(object), Value::Object(page)) = (&mut object, page(found.page, report)) {
        object.extend(page);
    }
    object["amount"] = found.amount.into();
    place::add(&mut object, found.span, &found.text, sources);
    object
}

fn page(page: usize, report: &Report) -> Value {
    json!({ "page": page + 1, "folio": report.folios.get(page).map(|folio| folio.label()) })
}

/// A number given in thousandths.
#[expect(clippy::cast_precision_loss, reason = "a ratio is far below 2^53 thousandths")]
fn thousandths(value: i64) -> Value {
    (value as f64 / 1_000.0).into()
}

/// A percentage given in ten-thousandths.
fn hundredths(value: i32) -> Value {
    (f64::from(value) / 100.0).into()
}

/// A number given in tenths.
#[expect(clippy::cast_precision_loss, reason = "a share is at most a thousand thousandths")]
fn tenths(value: usize) -> Value {
    (value as f64 / 10.0).into()
}
