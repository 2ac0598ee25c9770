//! The command line as typed. Help texts are not here: `help` takes them from the word lists, in the user's language.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The whole command line. A bare name is a tome to build: `make-book tome1`.
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

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct General {
    /// Folder of the project; else the nearest one upwards that holds book/book.yaml.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Language of the messages.
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(super) lang: Option<UserLanguage>,
    /// Form of the messages.
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t = MessageFormat::Human)]
    pub(super) message_format: MessageFormat,
    /// Colours.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(super) color: Colour,
    /// Warnings are errors.
    #[arg(long, global = true)]
    pub(super) strict: bool,
}

/// What a build takes.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Tomes, by folder.
    #[arg(value_name = "TOME")]
    pub(super) tomes: Vec<String>,
    /// Every tome.
    #[arg(long)]
    pub(super) all: bool,
    /// Files to make.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = BookFormat::Both)]
    pub(super) format: BookFormat,
    /// In spite of errors.
    #[arg(long)]
    pub(super) draft: bool,
    /// No printed page numbers in the EPUB.
    #[arg(long)]
    pub(super) no_page_list: bool,
    /// Typographic report.
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
}

/// The commands that have a name.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Everything that is wrong.
    Check {
        #[arg(value_name = "TOME")]
        tomes: Vec<String>,
    },
    /// Who owes what.
    Status {
        #[arg(value_name = "TOME")]
        tomes: Vec<String>,
    },
    /// Text from elsewhere.
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "TOME")]
        tome: String,
        #[arg(long, value_name = "PERSON")]
        author: Option<String>,
        #[arg(long)]
        write: bool,
    },
    /// Scaffolds.
    New {
        #[command(subcommand)]
        what: New,
    },
    /// JSON Schemas of the YAML files.
    Schema {
        #[arg(value_enum, value_name = "FILE")]
        file: Option<SchemaFile>,
    },
    /// What a code means.
    Explain {
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// Completions.
    Completions {
        #[arg(value_enum, value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Manual page.
    Man,
}

/// What `new` makes.
#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// A project with a tome and a text.
    Book {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
    },
    /// A tome.
    Tome {
        #[arg(value_name = "TOME")]
        tome: String,
    },
    /// A text.
    Text {
        #[arg(value_name = "TITLE")]
        title: String,
        #[arg(long, value_name = "TOME")]
        tome: String,
        #[arg(long, value_name = "PERSON")]
        author: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum UserLanguage {
    Fr,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    Human,
    Short,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BookFormat {
    Epub,
    Pdf,
    Print,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFile {
    Book,
    People,
    Sponsors,
    Tome,
    Header,
    SharedPage,
}
