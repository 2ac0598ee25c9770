//! Figures, tables and charts → XHTML. A chart is drawn, and its numbers follow as a table: nobody reads numbers off a drawing
//! by ear.

use super::Writer;
use crate::{
    book::{Alignment, BlockId, Cell, Chart, Figure, RichText, Slug, Table, plain_text},
    epub::chart,
};

impl Writer<'_> {
    fn breaks_before(&mut self, block: BlockId) {
        for page in self.breaks.take_block(block) {
            self.page_break(&page);
        }
    }

    /// Writes a picture with its caption and credit.
    pub(super) fn figure(&mut self, figure: &Figure) {
        self.breaks_before(figure.id);
        self.out.open("figure");
        self.id(figure.anchor.as_ref().map(Slug::as_str));
        self.out.line();
        self.image(&figure.picture, "picture");
        self.out.line();
        self.caption(&figure.caption, &figure.picture.credit);
        self.out.close().line();
    }

    fn caption(&mut self, caption: &RichText, credit: &RichText) {
        if caption.is_empty() && credit.is_empty() {
            return;
        }
        self.out.open("figcaption");
        self.inlines(caption);
        if !credit.is_empty() {
            self.out.text(if caption.is_empty() { "" } else { " — " }).open("span").attr("class", "credit");
            self.inlines(credit);
            self.out.close();
        }
        self.out.close().line();
    }

    /// Writes a table.
    pub(super) fn table(&mut self, table: &Table) {
        self.breaks_before(table.id);
        self.out.open("div").attr("class", "table").open("table");
        self.id(table.anchor.as_ref().map(Slug::as_str));
        self.out.line();
        if !table.caption.is_empty() {
            self.out.open("caption");
            self.inlines(&table.caption);
            self.out.close().line();
        }
        if table.head.iter().any(|cell| !cell.content.is_empty()) {
            self.out.open("thead").line();
            self.row(&table.columns, &table.head, true);
            self.out.close().line();
        }
        self.out.open("tbody").line();
        for row in &table.rows {
            self.row(&table.columns, row, false);
        }
        if table.rows.is_empty() {
            // A body without rows is not a table to assistive technology: an empty row keeps the header row read as one.
            self.out.open("tr").open("td").close().close().line();
        }
        self.out.close().line().close().close().line();
    }

    fn row(&mut self, columns: &[Alignment], cells: &[Cell], head: bool) {
        self.out.open("tr");
        for (position, cell) in cells.iter().enumerate() {
            // An empty header is announced as a header without a name; an empty cell is silent.
            if head && !cell.content.is_empty() {
                self.out.open("th").attr("scope", "col");
            } else {
                self.out.open("td");
            }
            let class = match columns.get(position).copied().unwrap_or_default() {
                Alignment::Start => None,
                Alignment::Center => Some("center"),
                Alignment::End => Some("end"),
            };
            self.out.attr_if("class", class);
            self.inlines(&cell.content);
            self.out.close();
        }
        self.out.close().line();
    }

    /// Writes a chart: the drawing, its caption, and the table of its numbers.
    pub(super) fn chart(&mut self, chart: &Chart) {
        self.breaks_before(chart.id);
        self.document.svg = true;
        let words = self.setting.words;
        let title = [&chart.title, &chart.caption].map(|text| plain_text(text)).into_iter().find(|text| !text.trim().is_empty());
        let title = title.unwrap_or_else(|| words.word("chart-label"));
        self.out.open("figure").attr("class", "chart");
        self.id(chart.anchor.as_ref().map(Slug::as_str));
        self.out.line();
        if !chart.title.is_empty() {
            self.out.open("p").attr("class", "chart-title");
            self.inlines(&chart.title);
            self.out.close().line();
        }
        let decimal = if self.section.lang.is_french() { ',' } else { '.' };
        let label = words.say("chart-alt", &[("title", crate::locale::Argument::Text(&title))]);
        chart::draw(&mut self.out, chart, &label, decimal);
        self.out.line();
        self.caption(&chart.caption, &Vec::new());
        self.out.close().line();
        self.chart_table(chart, &title, decimal);
    }

    fn chart_table(&mut self, chart: &Chart, title: &str, decimal: char) {
        let mut caption = self.setting.words.say("chart-data", &[("title", crate::locale::Argument::Text(title))]);
        if chart::sign(&chart.unit).is_empty() && !chart.unit.is_empty() {
            caption.push_str(&format!(" ({})", chart.unit));
        }
        self.out.open("div").attr("class", "table chart-data").open("table").line();
        self.out.element("caption", &caption).line().open("thead").line().open("tr");
        if chart.label_name.is_empty() {
            self.out.open("td").close();
        } else {
            self.out.open("th").attr("scope", "col");
            self.inlines(&chart.label_name);
            self.out.close();
        }
        for series in &chart.series {
            self.out.open("th").attr("scope", "col").attr("class", "end");
            self.inlines(&series.name);
            self.out.close();
        }
        self.out.close().line().close().line().open("tbody").line();
        for (position, label) in chart.labels.iter().enumerate() {
            self.out.open("tr").open("th").attr("scope", "row");
            self.inlines(label);
            self.out.close();
            for series in &chart.series {
                let value = series.values.get(position).copied().flatten();
                let value = value.map(|value| chart::number(value, chart::sign(&chart.unit), decimal)).unwrap_or_default();
                self.out.open("td").attr("class", "end").text(&value).close();
            }
            self.out.close().line();
        }
        self.out.close().line().close().close().line();
    }
}
