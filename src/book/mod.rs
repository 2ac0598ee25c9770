//! The book: the one model between reading and writing.
//!
//! Everything in it is resolved: people, sponsors, pictures and links are indices that exist, defaults are applied, every text
//! has its language. Each block and inline keeps its span. The model knows neither files, nor YAML, nor pages, nor XHTML.
//! Read next: [`section`] (the pieces of the reading order), [`block`], [`inline`], [`walk`].

pub mod accessibility;
mod account;
mod address;
mod after_de;
mod asset;
mod block;
mod chart;
mod chart_values;
mod date;
mod design;
pub mod direction;
mod generated;
mod heading;
mod id;
mod inline;
mod isbn;
mod isbn_ranges;
mod lang;
mod language_codes;
pub mod numbering;
mod people;
mod price;
mod section;
mod slug;
mod sponsor;
mod subject;
mod table;
mod tome;
pub mod walk;
mod work;

pub use accessibility::{Accessibility, Claim, ManualCheck, Signature};
pub use account::{NoAddress, account_address};
pub use address::web_address;
pub use asset::*;
pub use block::*;
pub use chart::*;
pub use date::*;
pub use design::*;
pub use generated::*;
pub use heading::*;
pub use id::*;
pub use inline::*;
pub use isbn::*;
pub use lang::*;
pub use language_codes::language_meant;
pub use people::*;
pub use price::{Price, price};
pub use section::*;
pub use slug::*;
pub use sponsor::*;
pub use subject::*;
pub use table::*;
pub use tome::*;
pub use work::*;

/// One volume, ready to be set: the work it belongs to, its sections in reading order, its people, sponsors and pictures.
#[derive(Clone, Debug)]
pub struct Book {
    /// The work that all volumes share.
    pub work: Work,
    /// This volume.
    pub tome: Tome,
    /// Every piece in reading order: made pages, parts, contributions, shared pages.
    pub sections: Vec<Section>,
    /// People who appear in this volume, by [`ContributorId`], in registry order.
    pub people: Vec<Contributor>,
    /// Every tier with its sponsors of this volume, perhaps none, highest first: the index is the rank.
    pub tiers: Vec<Tier>,
    /// Groups of supporters of this volume.
    pub supporters: Vec<SupporterGroup>,
    /// Pictures, by [`AssetId`].
    pub assets: Vec<Asset>,
    /// Page geometry and theme.
    pub design: Design,
}

impl Book {
    /// The person of an identifier.
    #[must_use]
    pub fn person(&self, id: ContributorId) -> &Contributor {
        &self.people[id.0 as usize]
    }

    /// The picture file of an identifier.
    #[must_use]
    pub fn asset(&self, id: AssetId) -> &Asset {
        &self.assets[id.0 as usize]
    }

    /// « Alban Jarry & Collectif »: the editors and the collective.
    #[must_use]
    pub fn author_statement(&self) -> String {
        let mut statement = self.work.editors.iter().map(|&id| self.person(id).name.display()).collect::<Vec<_>>().join(", ");
        if let Some(collective) = &self.work.collective {
            if !statement.is_empty() {
                statement.push(' ');
            }
            statement.push_str(collective);
        }
        statement
    }
}
