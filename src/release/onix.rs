//! ONIX for Books 3.1: a record for each format of each volume, and one for the set. EDItEUR, ONIX for Books 3.1.3, code lists 75.

use super::{
    about, accessibility,
    catalogue_text::catalogue_text,
    facts::{Release, ReleasedFile, ReleasedFormat, Volume},
    language::iso_639_2,
    price,
    xml::Xml,
};
use crate::book::{ContributionKind, ContributorId, Date, EditionRole, Isbn, Name, Price, Role};

const NAMESPACE: &str = "http://ns.editeur.org/onix/3.1/reference";

/// The message for all products of the release.
pub(super) fn message(release: Release<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("ONIXMessage", &[("release", "3.1"), ("xmlns", NAMESPACE)]);
    if let Some(first) = release.volumes.first() {
        header(&mut xml, release, first);
    }
    for volume in release.volumes {
        for file in &volume.files {
            product(&mut xml, release, volume, file);
        }
    }
    if release.volumes.len() > 1 && release.is_complete() {
        for format in ReleasedFormat::ALL {
            set(&mut xml, release, format);
        }
    }
    xml.finish()
}

fn header(xml: &mut Xml, release: Release<'_>, first: &Volume) {
    let work = &first.book.work;
    xml.open("Header", &[]).open("Sender", &[]).leaf("SenderName", &first.publisher());
    let email = work.publisher.email.as_deref().or(work.contact.as_ref().and_then(|contact| contact.email.as_deref()));
    if let Some(email) = email {
        xml.leaf("EmailAddress", email);
    }
    xml.close();
    // The latest date of the files, not that of the clock: the same book gives the same message.
    let sent = release.volumes.iter().map(|volume| volume.book.tome.modified.first_day()).max();
    let (year, month, day) = sent.unwrap_or((1, 1, 1));
    xml.leaf("SentDateTime", &format!("{year:04}{month:02}{day:02}"));
    xml.leaf("DefaultLanguageOfText", iso_639_2(first.lang())).close();
}

fn product(xml: &mut Xml, release: Release<'_>, volume: &Volume, file: &ReleasedFile) {
    xml.open("Product", &[]);
    xml.leaf("RecordReference", &volume.identifier(file.format));
    xml.leaf("NotificationType", notification(volume)).leaf("RecordSourceType", "01");
    identifier(xml, volume, file.format);
    descriptive_detail(xml, volume, file);
    about::collateral_detail(xml, release, volume);
    publishing_detail(xml, volume);
    related(xml, release, volume, file.format);
    supply(xml, volume);
    xml.close();
}

/// The identifiers of a product: its ISBN, or else one of the publisher's own.
fn identifier(xml: &mut Xml, volume: &Volume, format: ReleasedFormat) {
    match volume.isbn(format) {
        Some(isbn) => isbn_identifier(xml, isbn),
        None => own_identifier(xml, &volume.identifier(format)),
    }
}

fn isbn_identifier(xml: &mut Xml, isbn: &Isbn) {
    for kind in ["03", "15"] {
        xml.open("ProductIdentifier", &[]).leaf("ProductIDType", kind).leaf("IDValue", isbn.digits()).close();
    }
}

fn own_identifier(xml: &mut Xml, urn: &str) {
    xml.open("ProductIdentifier", &[]).leaf("ProductIDType", "01").leaf("IDTypeName", "URN").leaf("IDValue", urn).close();
}

fn descriptive_detail(xml: &mut Xml, volume: &Volume, file: &ReleasedFile) {
    let book = &volume.book;
    xml.open("DescriptiveDetail", &[]).leaf("ProductComposition", "00").leaf("ProductForm", "ED");
    let (detail, version) = match file.format {
        ReleasedFormat::Epub => ("E101", "101F"),
        ReleasedFormat::Pdf => ("E107", "107G"),
    };
    xml.leaf("ProductFormDetail", detail);
    feature(xml, "15", version, None);
    for (code, text) in accessibility::details(volume, file.format) {
        feature(xml, "09", code, text.as_deref());
    }
    xml.leaf("EpubTechnicalProtection", "00");
    let (usage, status) = if book.work.legal.data_mining_reserved { ("11", "03") } else { ("00", "01") };
    xml.open("EpubUsageConstraint", &[]).leaf("EpubUsageType", usage).leaf("EpubUsageStatus", status).close();
    if book.work.tomes.len() > 1 {
        xml.open("Collection", &[]).leaf("CollectionType", "10").open("TitleDetail", &[]).leaf("TitleType", "01");
        xml.open("TitleElement", &[]).leaf("TitleElementLevel", "02").leaf("PartNumber", &book.tome.number.to_string());
        xml.leaf("TitleText", &book.work.collection).close().close().close();
    } else {
        xml.empty("NoCollection", &[]);
    }
    title(xml, &volume.title(), &volume.subtitle());
    contributors(xml, volume);
    xml.open("Language", &[]).leaf("LanguageRole", "01").leaf("LanguageCode", iso_639_2(volume.lang())).close();
    if file.format == ReleasedFormat::Pdf {
        extent(xml, "07", volume.pages, "03");
    }
    extent(xml, "02", volume.word_count(), "02");
    extent(xml, "22", file.bytes, "17");
    about::subjects(xml, volume);
    xml.close();
}

fn feature(xml: &mut Xml, kind: &str, value: &str, description: Option<&str>) {
    xml.open("ProductFormFeature", &[]).leaf("ProductFormFeatureType", kind).leaf("ProductFormFeatureValue", value);
    if let Some(description) = description {
        xml.leaf("ProductFormFeatureDescription", description);
    }
    xml.close();
}

fn title(xml: &mut Xml, title: &str, subtitle: &str) {
    xml.open("TitleDetail", &[]).leaf("TitleType", "01").open("TitleElement", &[]).leaf("TitleElementLevel", "01");
    xml.leaf("TitleText", title);
    if !subtitle.is_empty() {
        xml.leaf("Subtitle", subtitle);
    }
    xml.close().close();
}

fn extent(xml: &mut Xml, kind: &str, value: usize, unit: &str) {
    // The schema refuses an extent of nothing.
    if value > 0 {
        xml.open("Extent", &[]).leaf("ExtentType", kind).leaf("ExtentValue", &value.to_string());
        xml.leaf("ExtentUnit", unit).close();
    }
}

/// Those who edited, wrote, spoke and made pictures, in the order of the book, each once with all their roles (list 17).
fn contributors(xml: &mut Xml, volume: &Volume) {
    let book = &volume.book;
    let edited = book.work.editors.iter().map(|&person| (person, "B01"));
    let signed = volume
        .texts()
        .flat_map(|(_, section, kind)| section.byline.iter().map(move |credit| (credit.person, role_of(kind, credit.role))));
    let made = book.work.legal.credits.iter().filter_map(|credit| Some((edition_role(credit.role)?, &credit.people)));
    let made = made.flat_map(|(role, people)| people.iter().map(move |&person| (person, role)));
    let mut people: Vec<(ContributorId, Vec<&'static str>)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (person, role) in edited.chain(signed).chain(made) {
        let place = *places.entry(person).or_insert_with(|| {
            people.push((person, Vec::new()));
            people.len() - 1
        });
        if !people[place].1.contains(&role) {
            people[place].1.push(role);
        }
    }
    let mut number = 0;
    let mut next = || {
        number += 1;
        number.to_string()
    };
    let editors = book.work.editors.len().min(people.len());
    for (place, (person, roles)) in people.iter().enumerate() {
        if place == editors {
            collective(xml, volume, &mut next);
        }
        let person = book.person(*person);
        xml.open("Contributor", &[]).leaf("SequenceNumber", &next());
        for role in roles {
            xml.leaf("ContributorRole", role);
        }
        name(xml, &person.name);
        let biography = catalogue_text(&person.bio);
        if !biography.is_empty() {
            xml.leaf_with("BiographicalNote", &[("textformat", "06")], &biography);
        }
        xml.close();
    }
    if people.len() <= editors {
        collective(xml, volume, &mut next);
    }
}

fn collective(xml: &mut Xml, volume: &Volume, next: &mut impl FnMut() -> String) {
    if let Some(collective) = volume.collective() {
        xml.open("Contributor", &[]).leaf("SequenceNumber", &next()).leaf("ContributorRole", "A01");
        xml.leaf("CorporateName", collective).close();
    }
}

fn name(xml: &mut Xml, name: &Name) {
    match name {
        Name::Person { given, family, sort } => {
            xml.leaf("PersonName", &name.display()).leaf("PersonNameInverted", &name.inverted());
            if !given.is_empty() {
                xml.leaf("NamesBeforeKey", given);
            }
            let particle = name.particle();
            if particle.is_empty() {
                xml.leaf("KeyNames", family);
            } else {
                xml.leaf("PrefixToKey", particle).leaf("KeyNames", sort);
            }
        }
        Name::Group(group) => {
            xml.leaf("CorporateName", group);
        }
    }
}

/// What someone did for a text (list 17).
const fn role_of(kind: ContributionKind, role: Role) -> &'static str {
    match (role, kind) {
        (Role::Interviewee, _) => "A44",
        (Role::Interviewer, _) => "A43",
        (Role::Author, ContributionKind::Preface) => "A15",
        (Role::Author, ContributionKind::Foreword) => "A23",
        (Role::Author, ContributionKind::Introduction) => "A24",
        (Role::Author, ContributionKind::Afterword) => "A19",
        (
            Role::Author,
            ContributionKind::Text | ContributionKind::Interview | ContributionKind::Portrait | ContributionKind::Study,
        ) => "A32",
    }
}

/// Work on the edition that list 17 knows; layout and proofreading are credited in the book alone.
const fn edition_role(role: EditionRole) -> Option<&'static str> {
    match role {
        EditionRole::Cover => Some("A36"),
        EditionRole::Illustration => Some("A12"),
        EditionRole::Photography => Some("A13"),
        EditionRole::Translation => Some("B06"),
        EditionRole::Proofreading | EditionRole::Layout => None,
    }
}

fn publishing_detail(xml: &mut Xml, volume: &Volume) {
    let book = &volume.book;
    xml.open("PublishingDetail", &[]).open("Publisher", &[]).leaf("PublishingRole", "01");
    xml.leaf("PublisherName", &volume.publisher());
    if let Some(url) = &book.work.publisher.url {
        // List 73: the publisher's own site.
        xml.open("Website", &[]).leaf("WebsiteRole", "01").leaf("WebsiteLink", url).close();
    }
    xml.close();
    for sponsor in book.tiers.iter().flat_map(|tier| &tier.sponsors) {
        xml.open("Publisher", &[]).leaf("PublishingRole", "03").leaf("PublisherName", &sponsor.name).close();
    }
    // List 64: forthcoming, active.
    xml.leaf("PublishingStatus", if is_forthcoming(volume) { "02" } else { "04" });
    xml.open("PublishingDate", &[]).leaf("PublishingDateRole", "01");
    let (format, date) = date(book.tome.date);
    xml.leaf_with("Date", &[("dateformat", format)], &date).close().close();
}

/// Whether the volume appears after the day of its records. That is the day of its files: the date of the volume itself, unless
/// SOURCE_DATE_EPOCH says when they are made. The clock is not asked: the same book gives the same message on any day.
fn is_forthcoming(volume: &Volume) -> bool {
    let tome = &volume.book.tome;
    tome.date.first_day() > tome.modified.first_day()
}

/// List 1: told in advance, or on publication.
fn notification(volume: &Volume) -> &'static str {
    if is_forthcoming(volume) { "02" } else { "03" }
}

/// Whether the volume is to be had (list 65), and if it is not yet, from when on.
fn availability(xml: &mut Xml, volume: &Volume) {
    if !is_forthcoming(volume) {
        xml.leaf("ProductAvailability", "20");
        return;
    }
    xml.leaf("ProductAvailability", "10");
    // List 166: the day on which it is expected.
    xml.open("SupplyDate", &[]).leaf("SupplyDateRole", "08");
    let (format, date) = date(volume.book.tome.date);
    xml.leaf_with("Date", &[("dateformat", format)], &date).close();
}

/// A date in the form of list 55 that its precision asks for.
fn date(date: Date) -> (&'static str, String) {
    let Date { year, month, day } = date;
    match (month, day) {
        (Some(month), Some(day)) => ("00", format!("{year:04}{month:02}{day:02}")),
        (Some(month), None) => ("01", format!("{year:04}{month:02}")),
        (None, _) => ("05", format!("{year:04}")),
    }
}

/// Most volumes of which each names all others. Of more, each names those beside it, and the record of the set names them all.
const MOST_NAMED: usize = 20;

/// The other formats of the volume, its printed book, and the other volumes (list 51).
fn related(xml: &mut Xml, release: Release<'_>, volume: &Volume, format: ReleasedFormat) {
    let others = volume.files.iter().map(|file| file.format).filter(|&other| other != format);
    let others: Vec<ReleasedFormat> = others.collect();
    let place = release.volumes.iter().position(|other| other.book.tome.id == volume.book.tome.id).unwrap_or_default();
    let beside = if release.volumes.len() > MOST_NAMED {
        place.saturating_sub(1)..(place + 2).min(release.volumes.len())
    } else {
        0..release.volumes.len()
    };
    let neighbours = release.volumes[beside].iter().filter(|other| other.book.tome.id != volume.book.tome.id);
    let neighbours: Vec<_> = neighbours.filter(|other| other.files.iter().any(|file| file.format == format)).collect();
    let print = volume.book.tome.isbn.print.as_ref();
    if others.is_empty() && neighbours.is_empty() && print.is_none() {
        return;
    }
    xml.open("RelatedMaterial", &[]);
    for other in others {
        xml.open("RelatedProduct", &[]).leaf("ProductRelationCode", "06");
        identifier(xml, volume, other);
        xml.close();
    }
    if let Some(isbn) = print {
        xml.open("RelatedProduct", &[]).leaf("ProductRelationCode", "13");
        isbn_identifier(xml, isbn);
        xml.close();
    }
    for neighbour in neighbours {
        xml.open("RelatedProduct", &[]).leaf("ProductRelationCode", "30");
        identifier(xml, neighbour, format);
        xml.close();
    }
    xml.close();
}

fn supply(xml: &mut Xml, volume: &Volume) {
    xml.open("ProductSupply", &[]).open("SupplyDetail", &[]);
    xml.open("Supplier", &[]).leaf("SupplierRole", "09").leaf("SupplierName", &volume.publisher()).close();
    availability(xml, volume);
    match price::of_volume(&volume.book) {
        Price::Amount(amount, currency) => {
            // List 58: the price is fixed by law in France (loi du 26 mai 2011), taxes included.
            let kind = if currency == "EUR" { "04" } else { "02" };
            xml.open("Price", &[]).leaf("PriceType", kind).leaf("PriceAmount", &amount).leaf("CurrencyCode", currency).close();
        }
        // List 57: free of charge.
        Price::Free => _ = xml.leaf("UnpricedItemType", "01"),
        // List 57: contact supplier, for a message that is sent to everyone and tells no price.
        Price::Unknown => _ = xml.leaf("UnpricedItemType", "04"),
    }
    xml.close().close();
}

/// The set of all volumes in a format: it is not sold as a whole, and its parts have records of their own.
fn set(xml: &mut Xml, release: Release<'_>, format: ReleasedFormat) {
    let (Some(first), Some(last)) = (release.volumes.first(), release.volumes.last()) else { return };
    if !release.volumes.iter().all(|volume| volume.files.iter().any(|file| file.format == format)) {
        return;
    }
    let urn = first.set_identifier(format);
    xml.open("Product", &[])
        .leaf("RecordReference", &urn)
        .leaf("NotificationType", notification(last))
        .leaf("RecordSourceType", "01");
    own_identifier(xml, &urn);
    xml.open("DescriptiveDetail", &[]).leaf("ProductComposition", "11").leaf("ProductForm", "ED");
    let detail = if format == ReleasedFormat::Epub { "E101" } else { "E107" };
    for volume in release.volumes {
        xml.open("ProductPart", &[]);
        identifier(xml, volume, format);
        xml.leaf("ProductForm", "ED").leaf("ProductFormDetail", detail).leaf("NumberOfCopies", "1").close();
    }
    xml.empty("NoCollection", &[]);
    title(xml, &first.book.work.collection, &first.subtitle());
    let mut number = 0;
    let mut next = || {
        number += 1;
        number.to_string()
    };
    for &editor in &first.book.work.editors {
        xml.open("Contributor", &[]).leaf("SequenceNumber", &next()).leaf("ContributorRole", "B01");
        name(xml, &first.book.person(editor).name);
        xml.close();
    }
    collective(xml, first, &mut next);
    xml.open("Language", &[]).leaf("LanguageRole", "01").leaf("LanguageCode", iso_639_2(first.lang())).close();
    about::subjects(xml, first);
    xml.close();
    publishing_detail(xml, last);
    xml.open("ProductSupply", &[]).open("SupplyDetail", &[]);
    xml.open("Supplier", &[]).leaf("SupplierRole", "09").leaf("SupplierName", &first.publisher()).close();
    // List 57: not sold as a set.
    availability(xml, last);
    xml.leaf("UnpricedItemType", "05").close().close().close();
}
