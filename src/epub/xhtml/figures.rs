//! Figures, tables and charts → XHTML. The numbers of a chart follow its drawing as a table, for those who do not see the drawing.

use super::writer::Writer;
use crate::{
    book::{Alignment, Alt, BlockId, Cell, Chart, Figure, Lang, RichText, Slug, Table, plain_text},
    epub::chart,
};

/// Tables of this many columns and more are wider than a telephone.
const WIDE: usize = 5;
/// Tables of more columns are wider than any page.
const WIDEST: usize = 12;

impl Writer<'_> {
    /// Marks the printed pages that begin with a figure, a table, a chart or a sponsor.
    pub(super) fn breaks_before(&mut self, block: BlockId) {
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
        let address = figure.link().and_then(|link| self.address_of(link));
        match (&address, figure.link()) {
            (Some(address), Some(link)) => {
                self.open_link(link, address);
                let words = plain_text(&link.content);
                let words = Some(words.as_str()).filter(|_| figure.picture.alt == Alt::Decorative);
                self.image_in_link(&figure.picture, "picture", words);
                self.out.close();
            }
            _ => self.image(&figure.picture, "picture"),
        }
        self.out.line();
        self.caption(&figure.caption_with_target(), &figure.picture.credit);
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
        self.table_frame("table", table.columns.len());
        self.out.open("table");
        self.id(table.anchor.as_ref().map(Slug::as_str));
        self.out.line();
        if !table.caption.is_empty() {
            self.out.open("caption");
            self.inlines(&table.caption);
            self.out.close().line();
        }
        if table.head.iter().any(|cell| !cell.content.is_empty()) {
            self.out.open("thead").line();
            self.row(&table.columns, &table.head, None);
            self.out.close().line();
        }
        self.out.open("tbody").line();
        for row in &table.rows {
            self.row(&table.columns, row, Some(&table.head));
        }
        if table.rows.is_empty() {
            // A body without rows is not a table to assistive technology: an empty row keeps the header row read as one.
            self.out.open("tr").open("td").close().close().line();
        }
        self.out.close().line().close().close().line();
    }

    /// Opens what a table stands in. It never scrolls: a box that scrolls cannot be divided between pages, and a reading system
    /// that pages shows of it what fits on one and loses the rest. On a narrow page the rows of a table of many columns become
    /// lists, each value with the head of its column: [`Self::value_cell`].
    fn table_frame(&mut self, class: &str, columns: usize) {
        let folding = match columns {
            0..WIDE => "",
            WIDE..=WIDEST => " folding",
            _ => " folded",
        };
        self.out.open("div").attr("class", &format!("{class}{folding}"));
    }

    /// Opens the cell of a value in a table of so many columns, with the head of its column for where rows are lists.
    ///
    /// Where they always are, the head is text: reading systems that know no `attr()`, such as MuPDF, would print that word instead.
    /// Those pass over container queries.
    fn value_cell(&mut self, columns: usize, head: Option<&RichText>, class: Option<&str>) {
        let text = head.map(|head| plain_text(head)).unwrap_or_default();
        let colon = if self.section.lang.is_french() { "\u{a0}: " } else { ": " };
        let head = (columns >= WIDE && !text.trim().is_empty()).then(|| format!("{}{colon}", text.trim()));
        let (written, named) = if columns > WIDEST { (head, None) } else { (None, head) };
        self.out.open("td").attr_if("data-head", named.as_deref()).attr_if("class", class);
        if let Some(head) = written {
            self.out.open("span").attr("class", "column-head").text(&head).close();
        }
    }

    /// Writes a row under `head`, or the head itself.
    fn row(&mut self, columns: &[Alignment], cells: &[Cell], head: Option<&[Cell]>) {
        self.out.open("tr");
        for (position, cell) in cells.iter().enumerate() {
            let class = match columns.get(position).copied().unwrap_or_default() {
                Alignment::Start => None,
                Alignment::Center => Some("center"),
                Alignment::End => Some("end"),
            };
            // An empty header is announced as a header without a name; an empty cell is silent.
            match head {
                None if !cell.content.is_empty() => {
                    self.out.open("th").attr("scope", "col").attr_if("class", class);
                }
                None => {
                    self.out.open("td").attr_if("class", class);
                }
                Some(head) => self.value_cell(columns.len(), head.get(position).map(|head| &head.content), class),
            }
            self.inlines(&cell.content);
            self.out.close();
        }
        self.out.close().line();
    }

    /// Writes a chart: the drawing, its caption, and the table of its numbers.
    pub(super) fn chart(&mut self, chart: &Chart) {
        self.breaks_before(chart.id);
        (self.document.svg, self.document.shows) = (true, true);
        let words = self.context.words;
        let title = [&chart.title, &chart.caption].map(|text| plain_text(text)).into_iter().find(|text| !text.trim().is_empty());
        // A chart without a title of its own has a word of the program, in its language.
        let ours = if title.is_none() { words.foreign_to(self.section.lang.as_str()).and_then(Lang::new) } else { None };
        let title = title.unwrap_or_else(|| words.word("chart-label"));
        self.out.open("figure").attr("class", "chart");
        self.id(chart.anchor.as_ref().map(Slug::as_str));
        self.out.line();
        if !chart.title.is_empty() {
            self.out.open("p").attr("class", "chart-title");
            self.inlines(&chart.title);
            self.out.close().line();
        }
        let lang = &self.section.lang;
        // A phrase half in another language would be read by the wrong voice: there the title alone says it.
        let is_foreign = words.foreign_to(self.section.lang.as_str()).is_some();
        let label =
            if is_foreign { title.clone() } else { words.say("chart-alt", &[("title", crate::locale::Argument::Text(&title))]) };
        chart::draw(&mut self.out, chart, (&label, ours.as_ref()), lang);
        self.out.line();
        self.caption(&chart.caption, &Vec::new());
        self.out.close().line();
        self.chart_table(chart, (&title, ours.as_ref()), lang);
    }

    fn chart_table(&mut self, chart: &Chart, (title, title_lang): (&str, Option<&Lang>), lang: &Lang) {
        let words = self.context.words;
        let mut caption = match words.foreign_to(self.section.lang.as_str()) {
            Some(_) => title.to_owned(),
            None => words.say("chart-data", &[("title", crate::locale::Argument::Text(title))]),
        };
        if !chart.unit_word().is_empty() {
            caption.push_str(&format!(" ({})", chart.unit_word()));
        }
        let columns = chart.series.len() + 1;
        self.table_frame("table chart-data", columns);
        self.out.open("table").line();
        self.out.open("caption");
        self.lang_attributes(title_lang);
        self.out.text(&caption).close().line().open("thead").line().open("tr");
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
                let value = value.map(|value| chart.printed_value(value, lang)).unwrap_or_default();
                self.value_cell(columns, Some(&series.name), Some("end"));
                self.out.text(&value).close();
            }
            self.out.close().line();
        }
        self.out.close().line().close().close().line();
    }
}
