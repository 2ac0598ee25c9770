//! The command line as typed. The help texts are not here: `help` takes them from the word lists, in the user's language.

use super::shard::Shard;
use crate::diagnostic::Diagnostics;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The whole command line. Without a command it names the tomes to build: `make-book tome1`.
#[derive(Debug, Parser)]
#[command(name = "make-book", version, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) general: General,
    #[command(flatten)]
    pub(super) build: Build,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct General {
    /// Folder of the project; by default the nearest one, from the current folder upwards, with a book/book.yaml.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Language of the messages.
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(super) lang: Option<UserLanguage>,
    /// Format of the messages.
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t = MessageFormat::Human)]
    pub(super) message_format: MessageFormat,
    /// Colours.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(super) color: Colour,
    /// Warnings are errors.
    #[arg(long, global = true)]
    pub(super) strict: bool,
}

impl General {
    /// Makes warnings errors when `--strict` asks for it.
    pub(super) fn apply_strict(&self, found: Diagnostics) -> Diagnostics {
        if self.strict { found.strict() } else { found }
    }
}

/// Arguments of a build.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Folders of the tomes.
    #[arg(value_name = "TOME")]
    pub(super) tomes: Vec<String>,
    /// Builds every tome.
    #[arg(long)]
    pub(super) all: bool,
    /// The part of all tomes that this machine builds.
    #[arg(long, value_name = "I/N", requires = "all")]
    pub(super) shard: Option<Shard>,
    /// Files to build.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = BookFormat::Both)]
    pub(super) format: BookFormat,
    /// Builds in spite of errors.
    #[arg(long)]
    pub(super) draft: bool,
    /// No printed page numbers in the EPUB.
    #[arg(long)]
    pub(super) no_page_list: bool,
    /// File for the typographic report.
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
}

/// The commands with a name; building has none.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Reports everything that is wrong.
    Check {
        #[arg(value_name = "TOME")]
        tomes: Vec<String>,
    },
    /// Shows the pages while their texts are written.
    Watch {
        #[arg(value_name = "TOME")]
        tomes: Vec<String>,
        #[arg(long)]
        open: bool,
        #[arg(long, value_name = "FILE:LINE:COLUMN", conflicts_with_all = ["tomes", "open", "port", "poll", "editor"])]
        at: Option<String>,
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        #[arg(long)]
        poll: bool,
        #[arg(long, value_name = "COMMAND")]
        editor: Option<String>,
    },
    /// Mends what has one answer.
    Fix {
        #[arg(long)]
        dry_run: bool,
    },
    /// Shows what is missing, and from whom.
    Status {
        #[arg(value_name = "TOME")]
        tomes: Vec<String>,
    },
    /// Imports a page as a text.
    Import {
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[arg(long, value_name = "TOME")]
        tome: String,
        #[arg(long, value_name = "PERSON")]
        author: Option<String>,
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
        #[arg(long, value_enum, value_name = "WHAT", default_value = "accept")]
        changes: Changes,
        /// Posts of a blog.
        #[arg(long, value_name = "POST")]
        post: Vec<String>,
        /// Categories of a blog.
        #[arg(long, value_name = "CATEGORY")]
        category: Vec<String>,
        /// A corrected version of a text.
        #[arg(long)]
        again: bool,
        #[arg(long)]
        write: bool,
    },
    /// Builds the book and lays out what goes out with it.
    Release {
        #[arg(value_name = "TOME")]
        tomes: Vec<String>,
        #[arg(long, conflicts_with = "tomes")]
        all: bool,
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        #[arg(long, value_name = "URL")]
        base: Option<String>,
        #[arg(long, value_name = "DIR")]
        since: Option<PathBuf>,
        #[arg(long)]
        unapproved: bool,
        #[arg(long)]
        print: bool,
    },
    /// Makes the page that announces a text.
    Extract {
        #[arg(value_name = "TOME")]
        tome: String,
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        #[arg(long, value_name = "URL")]
        base: Option<String>,
    },
    /// Makes the pages of a text and its EPUB.
    Offprint {
        #[arg(value_name = "TOME")]
        tome: String,
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// Lists the volumes.
    List {
        #[arg(value_name = "TOME")]
        tomes: Vec<String>,
        #[arg(long)]
        json: bool,
        #[arg(long, value_name = "I/N", conflicts_with = "tomes")]
        shard: Option<Shard>,
    },
    /// Creates a project, a tome or a text.
    New {
        #[command(subcommand)]
        what: New,
    },
    /// Prints JSON Schemas of the YAML files.
    Schema {
        #[arg(value_enum, value_name = "FILE")]
        file: Option<SchemaFile>,
    },
    /// Explains a file, a key or a block.
    Help {
        #[arg(value_name = "TOPIC")]
        topic: String,
    },
    /// Explains a code.
    Explain {
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// Prints a shell's completions.
    Completions {
        #[arg(value_enum, value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Prints the manual page.
    Man,
}

/// What `import` does with tracked changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Changes {
    /// The text is taken over with them.
    Accept,
    /// The text is taken over without them.
    Reject,
}

/// What `new` creates.
#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// A project with a tome and a text.
    #[command(alias = "livre")]
    Book {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
        #[arg(long, value_name = "NAME")]
        editor: Option<String>,
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
        tomes: Option<u32>,
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
    },
    /// A person, in people.yaml.
    #[command(alias = "personne")]
    Person {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "ID")]
        id: Option<String>,
        #[arg(long, value_name = "ROLE")]
        role: Option<String>,
    },
    /// A sponsor, in sponsors.yaml.
    #[command(alias = "partenaire")]
    Sponsor {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "TIER")]
        tier: Option<String>,
        #[arg(long, value_name = "URL")]
        url: Option<String>,
        #[arg(long, value_name = "TAGLINE")]
        tagline: Option<String>,
    },
    /// A tome.
    Tome {
        #[arg(value_name = "TOME")]
        tome: String,
    },
    /// A text.
    #[command(alias = "texte")]
    Text {
        #[arg(value_name = "TITLE")]
        title: String,
        #[arg(long, value_name = "TOME")]
        tome: String,
        #[arg(long, value_name = "PERSON", value_delimiter = ',')]
        author: Vec<String>,
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        #[arg(long, value_name = "PART")]
        part: Option<String>,
    },
    /// A workflow of continuous integration.
    Ci {
        #[arg(value_enum, value_name = "SYSTEM")]
        system: CiSystem,
        #[arg(long, value_name = "URL")]
        binary: String,
        #[arg(long, value_name = "SUM")]
        sha256: Option<String>,
    },
}

/// Where a workflow runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CiSystem {
    Github,
    Gitlab,
    Forgejo,
}

/// A value of `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum UserLanguage {
    Fr,
    En,
}

/// A value of `--message-format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    Human,
    Short,
    Json,
}

/// A value of `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// A value of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BookFormat {
    Epub,
    Pdf,
    Print,
    Both,
}

/// A file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFile {
    Book,
    People,
    Sponsors,
    Tome,
    Header,
    SharedPage,
}
