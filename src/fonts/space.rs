//! Whether the space takes part in shaping: whether a lookup of the face can see the glyph of the space.
//!
//! A lookup of GSUB or GPOS (OpenType, chapter 2) looks at a sequence of glyphs. If none can see the space, none reaches across it, and
//! a word may be shaped by itself, once for the whole book. A table that is not understood here counts as one that sees the space: such
//! a face is shaped run by run, which is slower and never wrong. Marks on a space are the business of `words`.

use skrifa::{
    FontRef, GlyphId16,
    raw::{
        ReadError, TableProvider,
        tables::{
            gpos::{PairPos, PositionSubtables, ValueRecord},
            gsub::{AlternateSubst, LigatureSubst, ReverseChainSingleSubst, SingleSubst, SubstitutionSubtables},
            layout::{ChainedSequenceContext, ClassDef, CoverageTable, LookupFlag, SequenceContext},
        },
        types::BigEndian,
    },
};

/// Whether a lookup of the face in `data`, whose space is glyph `space`, can see that glyph; true also of a damaged face.
pub(super) fn participates_in_shaping(data: &[u8], space: u16) -> bool {
    !FontRef::new(data).is_ok_and(|font| sees_space(&font, GlyphId16::new(space)) == Ok(false))
}

fn sees_space(font: &FontRef<'_>, space: GlyphId16) -> Result<bool, ReadError> {
    // The tables of AAT, and `kern` where no GPOS takes its place, are not read here.
    let other = [b"morx", b"mort", b"kerx"].iter().any(|tag| font.data_for_tag(skrifa::Tag::new(tag)).is_some());
    let has_pairs = font.data_for_tag(skrifa::Tag::new(b"GPOS")).is_some();
    if other || (!has_pairs && font.data_for_tag(skrifa::Tag::new(b"kern")).is_some()) {
        return Ok(true);
    }
    // A lookup that ignores glyphs of the space's class reaches what follows it.
    let class = match font.gdef() {
        Ok(table) => table.glyph_class_def().transpose()?.map_or(0, |classes| classes.get(space)),
        Err(_) => 0,
    };
    let ignores = |flag: LookupFlag| match class {
        0 => false,
        1 => flag.to_bits() & LookupFlag::IGNORE_BASE_GLYPHS.to_bits() != 0,
        _ => true,
    };
    if let Ok(table) = font.gsub() {
        for lookup in table.lookup_list()?.lookups().iter() {
            let lookup = lookup?;
            if ignores(lookup.lookup_flag()) || substitution_sees(&lookup.subtables()?, space)? {
                return Ok(true);
            }
        }
    }
    if let Ok(table) = font.gpos() {
        for lookup in table.lookup_list()?.lookups().iter() {
            let lookup = lookup?;
            if ignores(lookup.lookup_flag()) || positioning_sees(&lookup.subtables()?, space)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether one of the tables sees the space; `tables` says of each whether it does.
fn any(tables: impl Iterator<Item = Result<bool, ReadError>>) -> Result<bool, ReadError> {
    for table in tables {
        if table? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn covers(coverage: Result<CoverageTable<'_>, ReadError>, space: GlyphId16) -> Result<bool, ReadError> {
    Ok(coverage?.get(space).is_some())
}

fn substitution_sees(tables: &SubstitutionSubtables<'_>, space: GlyphId16) -> Result<bool, ReadError> {
    match tables {
        SubstitutionSubtables::EmptyExtension => Ok(false),
        // The glyph that replaces the space might be seen by other lookups.
        SubstitutionSubtables::Single(tables) => any(tables.iter().map(|table| match table? {
            SingleSubst::Format1(table) => covers(table.coverage(), space),
            SingleSubst::Format2(table) => covers(table.coverage(), space),
            SingleSubst::Format3(_) | SingleSubst::Format4(_) => Ok(true),
        })),
        SubstitutionSubtables::Multiple(tables) => any(tables.iter().map(|table| covers(table?.coverage(), space))),
        SubstitutionSubtables::Alternate(tables) => any(tables.iter().map(|table| match table? {
            AlternateSubst::Format1(table) => covers(table.coverage(), space),
            AlternateSubst::Format2(_) => Ok(true),
        })),
        SubstitutionSubtables::Ligature(tables) => any(tables.iter().map(|table| ligature_sees(&table?, space))),
        SubstitutionSubtables::Contextual(tables) => any(tables.iter().map(|table| context_sees(&table?, space))),
        SubstitutionSubtables::ChainContextual(tables) => any(tables.iter().map(|table| chained_context_sees(&table?, space))),
        SubstitutionSubtables::Reverse(tables) => any(tables.iter().map(|table| match table? {
            ReverseChainSingleSubst::Format1(table) => {
                let around = table.backtrack_coverages().iter().chain(table.lookahead_coverages().iter());
                any(std::iter::once(table.coverage()).chain(around).map(|coverage| covers(coverage, space)))
            }
            ReverseChainSingleSubst::Format2(_) => Ok(true),
        })),
    }
}

/// Whether the space is part of a ligature.
fn ligature_sees(table: &LigatureSubst<'_>, space: GlyphId16) -> Result<bool, ReadError> {
    let LigatureSubst::Format1(table) = table else { return Ok(true) };
    if covers(table.coverage(), space)? {
        return Ok(true);
    }
    for set in table.ligature_sets().iter() {
        for ligature in set?.ligatures().iter() {
            if ligature?.component_glyph_ids().iter().any(|glyph| glyph.get() == space) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn positioning_sees(tables: &PositionSubtables<'_>, space: GlyphId16) -> Result<bool, ReadError> {
    match tables {
        // The width of the space itself; and marks on it, which are shaped with it.
        PositionSubtables::Single(_)
        | PositionSubtables::MarkToBase(_)
        | PositionSubtables::MarkToLig(_)
        | PositionSubtables::MarkToMark(_)
        | PositionSubtables::EmptyExtension => Ok(false),
        PositionSubtables::Pair(tables) => any(tables.iter().map(|table| pair_sees(&table?, space))),
        PositionSubtables::Cursive(_) => Ok(true),
        PositionSubtables::Contextual(tables) => any(tables.iter().map(|table| context_sees(&table?, space))),
        PositionSubtables::ChainContextual(tables) => any(tables.iter().map(|table| chained_context_sees(&table?, space))),
    }
}

/// Whether the space is kerned, before or after it.
fn pair_sees(table: &PairPos<'_>, space: GlyphId16) -> Result<bool, ReadError> {
    match table {
        PairPos::Format1(table) => {
            let second =
                |set: Result<skrifa::raw::tables::gpos::PairSet<'_>, ReadError>| Ok(set?.find_pair_value_record(space).is_some());
            Ok(covers(table.coverage(), space)? || any(table.pair_sets().iter().map(second))?)
        }
        PairPos::Format2(table) => {
            if covers(table.coverage(), space)? {
                return Ok(true);
            }
            // Class 0 has every glyph of no other class, perhaps the space; its pairs usually move nothing.
            let (class, records) = (table.class_def2()?.get(space), table.class_value_records());
            let moves = |record: ValueRecord<'_>| {
                let values = [record.x_placement(), record.y_placement(), record.x_advance(), record.y_advance()];
                values.into_iter().flatten().any(|value| value != 0)
            };
            let Ok(class) = u16::try_from(class) else { return Ok(true) };
            let moved = |first| records.get(first, class).is_none_or(|pair| pair.into_iter().any(moves));
            Ok((0..records.class1_count()).any(moved))
        }
        PairPos::Format3(_) | PairPos::Format4(_) => Ok(true),
    }
}

fn context_sees(table: &SequenceContext<'_>, space: GlyphId16) -> Result<bool, ReadError> {
    match table {
        SequenceContext::Format1(table) => {
            if covers(table.coverage(), space)? {
                return Ok(true);
            }
            for set in table.seq_rule_sets().iter().flatten() {
                for rule in set?.seq_rules().iter() {
                    if rule?.input_sequence().iter().any(|glyph| glyph.get() == space) {
                        return Ok(true);
                    }
                }
            }
            Ok(false)
        }
        SequenceContext::Format2(table) => {
            let class = table.class_def()?.get(space);
            if covers(table.coverage(), space)? {
                return Ok(true);
            }
            for set in table.class_seq_rule_sets().iter().flatten() {
                for rule in set?.class_seq_rules().iter() {
                    if names(rule?.input_sequence(), class) {
                        return Ok(true);
                    }
                }
            }
            Ok(false)
        }
        SequenceContext::Format3(table) => any(table.coverages().iter().map(|coverage| covers(coverage, space))),
        SequenceContext::Format4(_) | SequenceContext::Format5(_) | SequenceContext::Format6(_) => Ok(true),
    }
}

fn chained_context_sees(table: &ChainedSequenceContext<'_>, space: GlyphId16) -> Result<bool, ReadError> {
    match table {
        ChainedSequenceContext::Format1(table) => {
            if covers(table.coverage(), space)? {
                return Ok(true);
            }
            for set in table.chained_seq_rule_sets().iter().flatten() {
                for rule in set?.chained_seq_rules().iter() {
                    let rule = rule?;
                    let sequences = [rule.backtrack_sequence(), rule.input_sequence(), rule.lookahead_sequence()];
                    if sequences.into_iter().flatten().any(|glyph| glyph.get() == space) {
                        return Ok(true);
                    }
                }
            }
            Ok(false)
        }
        ChainedSequenceContext::Format2(table) => {
            if covers(table.coverage(), space)? {
                return Ok(true);
            }
            let class = |classes: Result<ClassDef<'_>, ReadError>| Ok(classes?.get(space));
            let before = class(table.backtrack_class_def())?;
            let within = class(table.input_class_def())?;
            let after = class(table.lookahead_class_def())?;
            for set in table.chained_class_seq_rule_sets().iter().flatten() {
                for rule in set?.chained_class_seq_rules().iter() {
                    let rule = rule?;
                    let seen = names(rule.backtrack_sequence(), before)
                        || names(rule.input_sequence(), within)
                        || names(rule.lookahead_sequence(), after);
                    if seen {
                        return Ok(true);
                    }
                }
            }
            Ok(false)
        }
        ChainedSequenceContext::Format3(table) => {
            let coverages = table
                .backtrack_coverages()
                .iter()
                .chain(table.input_coverages().iter())
                .chain(table.lookahead_coverages().iter());
            any(coverages.map(|coverage| covers(coverage, space)))
        }
        ChainedSequenceContext::Format4(_) | ChainedSequenceContext::Format5(_) => Ok(true),
    }
}

/// Whether a sequence of classes names `class`.
fn names(sequence: &[BigEndian<u16>], class: u32) -> bool {
    sequence.iter().any(|other| u32::from(other.get()) == class)
}
