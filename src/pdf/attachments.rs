//! Files inside the file (ISO 32000-2, 7.11.4 and 14.13): the citation of the volume, and the values of each chart, associated with its drawing.
//!
//! PDF/A-4f wants at least one file; the citation is always there. Values are written for programs: a point in numbers, no spaces in them.

use super::{citation, metadata::date, objects::Objects, targets::Targets};
use crate::{
    book::{Block, Book, Chart, Decimal, plain_text, walk},
    deflate::CompressorPool,
    layout::structure::chart_name,
    locale::Words,
};
use pdf_writer::{Date, Filter, Name, Ref, Str, TextStr, types::AssociationKind, writers::FileSpec};

/// The files, with their names: the citation first.
pub(super) type Attachments = Vec<(String, Ref)>;

/// A file to be attached.
struct Attachment {
    name: String,
    /// Its media type.
    media: &'static [u8],
    /// What it holds, in the words of the book.
    description: String,
    kind: AssociationKind,
    data: String,
}

/// Writes the files of a book. Those of charts are associated with the drawings that `targets` knows.
pub(super) fn write(book: &Book, targets: &mut Targets, compressors: &CompressorPool, objects: &mut Objects) -> Attachments {
    let words = Words::of_book(book.work.lang.as_str());
    let citation = Attachment {
        name: format!("{}.bib", book.tome.id),
        media: b"application/x-bibtex",
        description: words.word("pdf-citation"),
        kind: AssociationKind::Supplement,
        data: citation::bibtex(book, book.tome.isbn.pdf.as_ref()),
    };
    let mut files = vec![(citation.name.clone(), citation.write(book, compressors, objects))];
    for section in &book.sections {
        let mut number = 0;
        walk::blocks(&section.blocks, &mut |block| {
            let Block::Chart(chart) = block else { return };
            number += 1;
            let title =
                [&chart.title, &chart.caption].map(|text| plain_text(text)).into_iter().find(|text| !text.trim().is_empty());
            let file = Attachment {
                name: format!("{}-{number}.csv", section.slug),
                media: b"text/csv",
                description: title.unwrap_or_else(|| words.word("chart-label")),
                kind: AssociationKind::Data,
                data: csv(chart),
            };
            let name = file.name.clone();
            let id = file.write(book, compressors, objects);
            targets.attach(&chart_name(&section.slug, chart.id), id);
            files.push((name, id));
        });
    }
    files
}

impl Attachment {
    /// Writes the file and its specification (7.11.3), which is returned.
    fn write(self, book: &Book, compressors: &CompressorPool, objects: &mut Objects) -> Ref {
        let [specification, stream] = [(); 2].map(|()| objects.reserve());
        let data = compressors.deflate(self.data.as_bytes());
        let (year, month, day) = date(book);
        let date = Date::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
        objects.add(|chunk| {
            let mut written = chunk.embedded_file(stream, &data);
            written.subtype(Name(self.media)).filter(Filter::FlateDecode);
            written.params().size(i32::try_from(self.data.len()).unwrap_or(i32::MAX)).modification_date(date);
        });
        objects.add(|chunk| {
            let mut written = chunk.indirect(specification).start::<FileSpec<'_>>();
            written.path(Str(self.name.as_bytes())).unic_file(TextStr(&self.name)).description(TextStr(&self.description));
            written.association_kind(self.kind).embedded_file_with_unicode(stream);
        });
        specification
    }
}

/// The values of a chart as a table (RFC 4180, in UTF-8): a row a label, a column a series, the unit in the head.
fn csv(chart: &Chart) -> String {
    let unit = chart.unit.trim();
    let mut rows = vec![vec![plain_text(&chart.label_name)]];
    rows[0].extend(chart.series.iter().map(|series| {
        let name = plain_text(&series.name);
        match (name.is_empty(), unit.is_empty()) {
            (_, true) => name,
            (true, false) => unit.to_owned(),
            (false, false) => format!("{name} ({unit})"),
        }
    }));
    for (index, label) in chart.labels.iter().enumerate() {
        let values =
            chart.series.iter().map(|series| series.values.get(index).copied().flatten().map_or_else(String::new, number));
        rows.push(std::iter::once(plain_text(label)).chain(values).collect());
    }
    let mut out = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| field(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A number with a point.
fn number(value: Decimal) -> String {
    let scale = usize::from(value.scale);
    let mut digits = format!("{:0>width$}", value.units.unsigned_abs(), width = scale + 1);
    if scale > 0 {
        digits.insert(digits.len() - scale, '.');
    }
    if value.units < 0 { format!("-{digits}") } else { digits }
}

/// A cell, in quotation marks where it has to be.
fn field(text: &str) -> String {
    let text = text.trim();
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::{BlockId, ChartKind, Inline, Series},
        source::{SourceId, Span},
    };

    #[test]
    fn values_are_a_table_that_programs_read() {
        let span = Span::whole(SourceId::from_index(0));
        let text = |text: &str| vec![Inline::text(text, span)];
        let values = |values: &[&str]| values.iter().map(|value| Decimal::parse(value)).collect();
        let mut chart = Chart {
            id: BlockId(0),
            anchor: None,
            kind: ChartKind::Bars,
            title: Vec::new(),
            caption: Vec::new(),
            unit: "%".to_owned(),
            label_name: text("Réseau"),
            labels: vec![text("Twitter, « X »"), text("dit \"l’autre\"")],
            series: vec![
                Series { name: text("2015"), values: values(&["12345,50", ""]) },
                Series { name: Vec::new(), values: values(&["−0.05", "3"]) },
            ],
            is_grouped: true,
            span,
        };
        assert_eq!(csv(&chart), "Réseau,2015 (%),%\r\n\"Twitter, « X »\",12345.50,-0.05\r\n\"dit \"\"l’autre\"\"\",,3\r\n");
        chart.unit = String::new();
        assert!(csv(&chart).starts_with("Réseau,2015,\r\n"));
    }
}
