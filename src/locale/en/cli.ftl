# cli

# project: failures of the machine.
project-cannot-list = cannot list the folder { $path }: { $reason }
project-cannot-read = cannot read { $path }: { $reason }
project-changed = { $path } has changed while the book was made: nothing was written, build it again
project-exists = { $path } exists already: nothing was written. Choose another name, or move what is there
project-cannot-write = cannot write { $path }: { $reason }
project-writes-outside = { $path } leads out of the output folder: nothing is written there
project-writes-into-sources = { $path } is, or leads to, a folder of the book’s own files: nothing is written there
project-folder-of-others = { $path } holds files, but no release: nothing is written there. Name a new folder
project-half-written = cannot write { $path }: { $reason }; of this build, only { $new } is written: build again, so that the files are of one build
project-locked = another make-book is changing { $path }: nothing was written, try again when it has ended
# Messages of the command line, for the person at the terminal.

# Between what a message is and what it says.
message-colon = {":"}
severity-error = error
severity-warning = warning
severity-note = note
severity-help = help

# Failures of the machine (project).

# Usage.

internal-error = make-book has met a mistake of its own, not of your book. Nothing incomplete was written.
    Please report it with the lines below.
    { $details }

release-done = Release of { $files } files in { $folder }:
release-unapproved = { $count ->
        [one] a text is not approved: { $texts }. Set ‘status: approved’ in its header once its author agrees.
       *[other] { $count } texts are not approved: { $texts }. Set ‘status: approved’ in their headers once their authors agree.
    }
release-expected = { $count ->
        [one] an announced text was not received yet: { $texts }. The volume would appear without it, without the links to it and without a part that has no other text. Wait for it, or take it out of tome.yaml.
       *[other] { $count } announced texts were not received yet: { $texts }. The volume would appear without them, without the links to them and without the parts that have no other text. Wait for them, or take them out of tome.yaml.
    }
release-anyway = To release all the same, add --unapproved
release-without = { $count ->
        [one] Released without an announced text: { $texts }
       *[other] Released without { $count } announced texts: { $texts }
    }
release-no-text = { $tome } has no text that was received: nothing is released. Texts that are expected have ‘status: expected’
release-later = { $tome } appears on { $date }, and its records say that it is to be had now. For records of today, set SOURCE_DATE_EPOCH: SOURCE_DATE_EPOCH=$(date +%s) make-book release
release-since = { $folder } holds no release.json of an earlier release
release-base = ‘{ $base }’ is no address of a folder: write for instance https://books.example/my-book/
extract-done = Page of a text, { $files } files in { $folder }:
extract-no-text = { $tome } has no text ‘{ $text }’: name its file, for instance 02-my-text.md
extract-relative = Its links lead to files beside it: put it into the folder of the release, or give that folder’s address with --base
offprint-done = Offprint, { $files } files in { $folder }:
all-and-tomes = --all builds every volume, and ‘{ $tomes }’ is named beside it: leave out one of the two
no-tome = which tome? Write for instance ‘make-book tome1’, ‘make-book --all’, or ‘make-book --help’.
no-project-word = ‘{ $word }’ is no command, and would be the folder of a volume.
no-project-misnamed = no project here: { $found } should be called book.yaml. Rename it.
no-project = no project here: neither { $path } nor the folders above it hold book/book.yaml. Go to the folder of your book, or begin one: make-book new book my-book (all commands: make-book --help)
tome-before-command = ‘{ $tome }’ stands before the command: write the command first, then its tomes
unknown-tome = no tome ‘{ $tome }’; the book has: { $tomes }
unknown-tome-near = neither a tome nor a command ‘{ $tome }’: did you mean ‘{ $suggestion }’?
unknown-family = no code ‘{ $code }’: codes begin with { $families }, such as C001
unknown-code = no code ‘{ $code }’: did you mean { $suggestion }?
wrong-epoch = SOURCE_DATE_EPOCH must be a number of seconds since 1970, not ‘{ $value }’
wrong-cache = { $name } is ‘{ $value }’: write 0 or 1 into MAKE_BOOK_CACHE_READ_ONLY, a number of megabytes into MAKE_BOOK_CACHE_SIZE
report-outside = a report can only be written into output/, not to ‘{ $path }’: write for instance ‘--report output/tome1.typography.json’
report-names-a-book = ‘{ $path }’ is the name of a book, not of a report: choose .json or .txt

# Builds.

build-done = { $tome }: { $files ->
    [0] no file
    [one] 1 file
   *[other] { $files } files
    }{ $pages }, { $words ->
    [0] no word
    [one] 1 word
   *[other] { $words } words
    }{ $errors ->
    [0] {""}
    [one] , 1 error
   *[other] , { $errors } errors
    }, { $warnings ->
    [0] no warning
    [one] 1 warning
   *[other] { $warnings } warnings
    }
build-pages = , { $pages ->
    [one] 1 page
   *[other] { $pages } pages
    }
build-file = → { $path } ({ $kilobytes } kB)
build-current = { $tome }: nothing has changed, the files are up to date{ $warnings ->
    [0] {""}
    [one] {" "}(1 warning, as before)
   *[other] {" "}({ $warnings } warnings, as before)
    }.
build-no-cache = Note: { $path } could not be written ({ $reason }). The books are complete; the next build will begin anew.
shard-empty = { $shard }: no tome is in this part; the other parts have them all.
build-notes = { $notes ->
    [one] 1 remark
   *[other] { $notes } remarks
    }: see ‘make-book check’.
check-clean = Nothing to report.
found = { $errors ->
    [0] no error
    [one] 1 error
   *[other] { $errors } errors
    }, { $warnings ->
    [0] no warning
    [one] 1 warning
   *[other] { $warnings } warnings
    }

stage-assemble = { $tome }: reading and assembling the texts
stage-typography = { $tome }: typography
stage-check = { $tome }: checks
stage-fonts = { $tome }: fonts
stage-layout = { $tome }: layout
stage-pdf = { $tome }: PDF
stage-epub = { $tome }: EPUB

# Imports.

import-written = written: { $path }
import-not-written = Nothing was written. Add --write to create the text and complete the files.
import-would-break = The import would make a file unreadable: nothing was written.
import-would-not-build = The imported text would not build: nothing was written. Mend these places in the page, and import it again.
import-too-large = { $path } is too large to be the page of a text
import-converting = { $path }: LibreOffice converts it to .docx
import-converted = { $path }: { $format }, converted to .docx by LibreOffice, which loses the descriptions and the cropping of pictures: check them
import-too-many = { $path } holds more than { $limit } files: import them in several times
import-folder-skipped = { $path } is a folder: name it too to import what it holds
import-empty-folder = { $path } holds no file
import-progress = { $at }/{ $count }: { $path }
import-choose-posts = { $path } holds several posts: choose with --post NUMBER (several times), --category NAME or --author NAME
import-title-of-many = --title gives the title of one text: import the files one by one
import-again-ask = Replace the text? The old one stays beside it, as .bak. [y/N]
import-again-not-written = Nothing was written. Add --write to replace the text; the old one stays beside it, as .bak.
import-again-same = { $path }: this version changes nothing
import-again-summary = { $path }: { $places ->
        [one] one place changed
       *[other] { $places } places changed
    }, { $removed } words less, { $added } more; notes: { $notes-before } → { $notes-after }; pictures: { $pictures-before } → { $pictures-after }, { $new-pictures ->
        [one] one of them new
       *[other] { $new-pictures } of them new
    }
import-again-lapses = { $path } was approved: the approval lapses, and the text is to be reviewed (status: review)
import-table-file = file
import-table-text = text
import-table-author = author
import-table-words = words
import-table-notes = notes
import-table-pictures = pictures
import-table-left-out = not placed
import-table-failed = — not imported
import-table-nobody = — to be named
import-table-new = (new)

# Scaffolds.

new-book-title = title of the book
new-language = en-GB
new-given = given name of who edits the book
new-family = their family name, particle included
new-rights = All rights reserved.
new-bio = a few sentences about this person. What they do, what they wrote
new-first-file = 01-first-text.md
new-tier-gold = Gold sponsors
new-tier-sponsor = Sponsors
new-text-title = title of the text
new-text-body = the text. A paragraph is followed by an empty line, *this* is in italics, and a heading begins with two hash signs, as in ‘## Heading’
new-not-a-slug = ‘{ $name }’ cannot name a tome’s folder: lower-case letters without accents, digits and hyphens, such as ‘tome2’
new-reserved = ‘{ $name }’ cannot name a tome’s folder, because the project, a command or Windows uses this name; choose for instance ‘tome2’
new-list-not-found = the list to complete was not found in { $path }: add the entry by hand
new-unknown-person = ‘{ $person }’ is not in book/people.yaml: { $suggestion ->
        [none] add this person first, make-book new person "Given Family"
       *[other] did you mean ‘{ $suggestion }’? If not, add this person first, make-book new person "Given Family"
    }
new-no-author = the book has no editor (editors, in book/book.yaml): name the author with --author
new-ci-github = Made by make-book new ci github. A push is checked, built and validated; a tag such as v1.0 publishes a release.
    Once, on GitHub: Settings, General, Releases: switch on “Enable release immutability”.
    Actions are pinned by the commits of their majors of September 2026.
new-ci-gitlab = Made by make-book new ci gitlab. A push is checked, built and validated; a tag such as v1.0 publishes a release.
    Once, on GitLab: Settings, Repository: protect the tags v*; Settings, Packages and registries: allow no duplicates of generic packages.
new-ci-forgejo = Made by make-book new ci forgejo. A push is checked, built and validated; a tag such as v1.0 publishes a release.
    Once, on Forgejo: Settings, Tags: protect v*. Forgejo attests no origin: SHA256SUMS and the second build vouch for the files.
    The volumes are listed here: after a new one, delete this file and .ci, and run the command again.
new-ci-github-next = Then: commit these files, and switch on immutable releases in the settings of the repository
new-ci-gitlab-next = Then: commit these files, protect the tags v*, and allow no duplicates of generic packages
new-ci-forgejo-next = Then: commit these files, and protect the tags v*
new-ci-offer = To have it built at each push: make-book new ci github (or gitlab, forgejo)
new-ci-address = ‘{ $address }’ cannot be the address of the program: write https://…, without blanks and quotation marks
new-ci-sum = ‘{ $sum }’ is no SHA-256: write its 64 hexadecimal digits
new-ci-no-sum = this program does not run on Linux with x86-64, as the runners do: give the SHA-256 of the one that does with --sha256

# Help.

help-usage = Usage:
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-about = Compiles a collective book, written in Markdown and YAML, into an accessible EPUB and a tagged PDF.
help-arg-help = Shows this help
help-arg-version = Shows the version
help-arg-tomes = Tomes, by folder name (none: all)
help-tomes = Tomes to make, by folder name
help-all = Every tome
help-shard = Part I, from 1 to N, of all tomes, parted by their names: the same on every machine
help-format = Files to make (both unless said otherwise)
help-draft = Makes a draft in spite of errors
help-no-page-list = Without the numbers of the printed pages in the EPUB (faster)
help-report = Writes a typographic report of the pages into output/: JSON when FILE ends in .json, else readable text
help-arg-root = Folder of the project (else the nearest one, upwards, that holds book/book.yaml)
help-arg-lang = Language of the messages (else the system’s)
help-arg-message-format = Form of the messages (human unless said otherwise)
help-arg-color = Colours (auto unless said otherwise)
help-arg-strict = Counts warnings as errors
help-check-about = Reports everything that is wrong and writes nothing
help-watch-about = Shows the pages in a browser on this machine, and replaces them at every save. No EPUB or PDF is written; what only those files reveal is reported by ‘make-book check’
help-watch-open = Opens the page in the browser
help-watch-at = Has the ‘watch’ that is running for this project show this place, for a task of an editor
help-watch-editor = How the page opens a file in the editor: a command with {"{file}"}, {"{line}"} and {"{column}"}, or an address (else MAKE_BOOK_EDITOR, else VS Code)
help-watch-port = Port of the page (else a free one)
help-watch-poll = Compares the folders without the system’s help, as network drives need
help-import-about = Makes a contribution to review of a document, a blog page or Markdown
help-import-files = Files or folders: .docx, .odt, pages .html or .mht, e-mails .eml, exports of WordPress .xml, .md, text
help-import-post = Post of an export of WordPress: number, short name or title (may be repeated)
help-import-category = Category of an export of WordPress whose posts are taken (may be repeated)
help-import-again = Corrected version of a text of the tome: shows what it changes, and replaces it with --write
help-import-tome = Tome that takes the text
help-import-author = Who signs, whatever the page says: an id of book/people.yaml, or a name written out
help-import-title = Title of the text, whatever the file says
help-import-changes = Tracked changes of the document: accept or reject them
help-import-write = Creates the text and completes the YAML files (else all is only shown)
help-release-about = Makes the folder to publish: EPUB, PDF, covers, ONIX, OPDS, citations, checksums
help-release-all = Every tome (so it is without names too)
help-release-to = Folder to write, new or of an earlier release (else output/release)
help-release-base = Address of that folder on the web, for feeds and shops that cannot resolve relative ones
help-release-since = Folder of an earlier release: changes.json says what has changed since
help-release-unapproved = Takes texts too that are not approved, and releases without those that are expected
help-release-print = Adds the files for the printer: pages and cover
help-extract-about = Makes the page that announces a text: sponsors, the text, the volumes to download
help-extract-tome = Tome of the text
help-extract-text = Text: its file in the tome
help-extract-to = Folder to write (else output/extract)
help-extract-base = Address of the release’s folder on the web
help-offprint-about = Makes the offprint of a text: its own pages with their numbers, and its EPUB
help-offprint-tome = Tome of the text
help-offprint-text = Text: its file in the tome
help-offprint-to = Folder to write (else output/offprint)
help-new-about = Creates a book, a tome or a text that build as they are
help-new-book-about = Creates a project of one tome and one text
help-new-book-folder = Folder of the project
help-new-book-title = Title of the book
help-new-tome-about = Creates a tome and adds it to the book
help-new-tome-tome = Name of the folder, for instance tome2
help-new-text-about = Creates a text and adds it to the order of its tome
help-new-text-title = Title of the text
help-new-text-tome = Tome that takes it
help-new-text-author = The author’s id in book/people.yaml (else the first editor)
help-new-ci-about = Writes a workflow that checks, builds, validates and publishes the book at each push and tag
help-new-ci-system = Where it runs
help-new-ci-binary = Address of make-book for Linux on x86-64
help-new-ci-sha256 = Its SHA-256 (else that of this program)
help-list-about = Lists the volumes with their languages, titles and files
help-list-json = As JSON on one line, for a matrix
help-list-shard = The tomes of this part only
help-schema-about = Shows the JSON Schema of a YAML file, for text editors
help-schema-file = File (none: all)
help-explain-about = Explains a message’s code
help-explain-code = Code, for instance C001
help-completions-about = Shows a shell’s completions
help-completions-shell = Shell
help-man-about = Shows the manual page

# Status.

status-state = state
status-words = words
status-title = title
status-authors = authors
status-owed = owed
state-expected = expected
state-draft = received
state-review = in review
state-approved = approved
owed-text = the text
owed-biography = biography of { $person }
owed-portrait = portrait of { $person }
owed-alternatives = { $count ->
    [one] 1 alternative text
   *[other] { $count } alternative texts
    }
status-total = { $texts ->
    [0] no text
    [one] 1 text
   *[other] { $texts } texts
    }, { $approved ->
    [0] none approved
    [one] 1 approved
   *[other] { $approved } approved
    }, { $words ->
    [0] no word
    [one] 1 word
   *[other] { $words } words
    }
status-logos = logos owed: { $names }
help-status-about = Says who owes what: texts, biographies, portraits, logos

# The typographic report.

report-title = Typography of { $tome }: { $pages } pages, { $lines } lines of running text
report-clean = Nothing found.
report-decimal-sign = .
report-page = p. { $folio } ({ $page })
report-hyphens = hyphens
report-hyphens-value = { $hyphens }, or { $share } in 100 lines; { $longest } in a row at most
report-spaces = word spaces
report-spaces-value = median { $median } ×, deviation { $deviation }, from { $first } to { $last } in 98 % of the lines; { $loose } % looser than 1.5 ×, { $tight } % tighter than 0.8 ×
report-level = level facing pages
report-level-value = { $level } of { $spreads } ({ $share } %)
report-loosest = loosest line
report-tightest = tightest line
report-count-overfull = lines beyond the measure
report-count-missing-glyph = missing glyphs
report-count-widow = widows
report-count-orphan = orphans
report-count-heading-at-foot = headings at the foot
report-count-hyphen-run = three hyphens in a row, or more
report-count-recto-hyphen = hyphens at the foot of a recto
report-count-verso-hyphen = hyphens at the foot of a verso
report-count-short-last-page = last pages of less than 4 lines
report-count-uneven-spread = uneven facing pages
report-count-hole = holes
report-count-short-last-line = very short last lines
report-count-loose = lines looser than 2 ×
report-count-tight = lines tighter than 0.7 ×
report-column-pages = pages
report-column-lines = lines
report-column-hyphens = hyph. %
report-column-run = in a row
report-column-median = spaces
report-column-loose = loose
report-column-found = found
report-column-title = title
report-overfull = beyond the measure
    .amount = { $amount } pt
report-missing-glyph = missing glyph
report-widow = widow
report-orphan = orphan
report-heading-at-foot = heading at the foot
report-hyphen-run = hyphens in a row
report-recto-hyphen = hyphen at the foot of a recto
report-verso-hyphen = hyphen at the foot of a verso
report-short-last-page = short last page
report-uneven-spread = uneven facing pages
    .amount = by { $amount } lines
report-hole = hole
    .amount = { $amount } lines
report-short-last-line = very short last line
    .amount = { $amount } em
report-loose = loose line
    .amount = { $amount } ×
report-tight = tight line
    .amount = { $amount } ×

# fix

help-fix-about = Mends what has one answer: quotation marks round a value, tabs, encodings, extensions, dates, ISBNs
help-fix-dry-run = Shows what would change, and writes nothing
fix-file = { $path }{ $renamed ->
        [no] {""}
       *[other] {" "}→ { $renamed }
    }{ $encoding ->
        [no] {""}
       *[other] {" "}({ $encoding } → UTF-8)
    }{ $letters ->
        [yes] {" "}(letters composed with their accents)
       *[no] {""}
    }
fix-nothing = Nothing has one answer only. For what is left, see ‘make-book check’.
fix-done = { $files ->
        [one] 1 file mended
       *[other] { $files } files mended
    }. Read the differences, then run ‘make-book check’.
fix-shown = { $files ->
        [one] 1 file would be mended
       *[other] { $files } files would be mended
    }; nothing is written. Without --dry-run it will be.

# The files of a new book: comments, and the words to replace.
new-publisher = name of the publisher
new-address = street, postcode and town, country
new-interview-question = a question
new-interview-answer = the answer
new-about-book = This book. After each colon, a space; a text with a colon or a # in it goes between straight quotation marks.
    ‘make-book check’ says what is wrong, ‘make-book help book’ what each key means.
new-about-language = The language of the book.
new-about-editors = Who edits the book: identifiers of people.yaml.
new-about-publisher = In many countries each copy must bear name and address of the publisher.
new-about-tomes = The folders of the volumes, in their order.
new-about-format = Width and height of the page, in millimetres.
new-about-price = The price, if there is one: take the hash signs away.
new-about-people = Who wrote, edited or illustrated. The identifier, at the beginning of the line, is what the texts name.
    ‘make-book new person "Given Family"’ adds someone.
new-about-portrait = portrait: {"{"} file: images/portrait.jpg, alt: "What the picture shows" {"}"}
new-title-of-person = the book has no place for a title before a name: ‘{ $titles }’ is left out; ‘role’ or the biography can say it
new-person-done = { $kind ->
        [person] given name: { $given }; family name: { $family }; texts name this person { $id }
       *[group] ‘{ $name }’ is written as the name of a group; if it is a person, write name: {"{"} given: …, family: … {"}"}; texts name it { $id }
    }
new-pictures-file = README.txt
new-about-book-pictures = Put portraits and logos here, as JPEG, PNG or SVG.

    A portrait is named in book/people.yaml, under the person:
      portrait: {"{"} file: images/name.jpg, alt: "What the photograph shows" {"}"}
    and a logo in book/sponsors.yaml, under the sponsor:
      logo: {"{"} file: images/name.png, alt: "What the logo shows" {"}"}
new-about-tome-pictures = Put the pictures of this volume’s texts here, as JPEG, PNG or SVG.

    A text shows them, on a line of their own:
      {"![What the picture shows](images/name.jpg)"}
new-about-tiers = The tiers of sponsors, the highest first.
new-about-sponsors = ‘make-book new sponsor "Name" --tier sponsor’ adds one.
new-about-tome-title = The title of this volume, if it has one: take the hash sign away.
new-about-date = The date of publication: year, year-month or year-month-day.
new-about-isbn = A number for each format, once they are assigned: take the hash sign away.
new-about-front = The made pages, before the texts: ‘make-book help front’ lists them.
new-about-body = The texts, in their order. ‘make-book new text "Title" --tome tome1’ adds one.
new-about-status = draft: received; review: being corrected; approved: approved.
new-ask-title = Title of the book:
new-ask-editor = Who edits it (given and family name):
new-ask-tomes = How many volumes (1):
new-ask-language = Language of the book, such as en-GB or fr-FR:
new-wrong-count = ‘{ $count }’ is no number from 1 to 20: write it in digits
new-wrong-language = ‘{ $language }’ is no language code: write fr, fr-FR, en, pt-BR…
new-next = Now replace the words after ‘TO REPLACE’; then, in { $here ->
        [yes] this folder
       *[no] the folder { $folder }
    }, ‘make-book check’ says what is missing, and ‘make-book tome1’ makes the book.
new-empty-name = the name is empty
new-unknown-kind = ‘{ $kind }’ is no kind of text: { $suggestion ->
        [none] choose from { $kinds }
       *[other] did you mean ‘{ $suggestion }’? (all: { $kinds })
    }
new-unknown-part = no part ‘{ $part }’ in { $path }{ $parts ->
        [none] , which has none: add it first under body
       *[other] , which has: { $parts }
    }
new-unknown-tier = ‘{ $tier }’ is no tier of book/sponsors.yaml, which has: { $tiers }. Another one is added there below tiers, with id and title
new-two-people = one person at a time: ‘{ $first }’ and then ‘{ $second }’, if they are two. Of one, write the given name first, without a comma: make-book new person "{ $second } { $first }"
new-known-person = ‘{ $person }’ is in book/people.yaml already: nothing was written. If this is someone else, give an identifier with --id
new-refused = nothing was written: a build would refuse it
new-not-an-id = ‘{ $name }’ is no identifier: lower-case letters without accents, digits and single hyphens
help-new-book-editor = Who edits it: given and family name
help-new-book-tomes = Number of volumes, 1 to 20 (1 unless given)
help-new-book-language = Language of the book: fr-FR, en-GB…
help-new-person-about = Adds a person to book/people.yaml
help-new-person-name = Given and family name
help-new-person-id = Their identifier (made of the name unless given)
help-new-person-role = What they do
help-new-sponsor-about = Adds a sponsor to book/sponsors.yaml
help-new-sponsor-name = Its name
help-new-sponsor-tier = Identifier of its tier (the last one unless given)
help-new-sponsor-url = Its site
help-new-sponsor-tagline = Its tag line
help-new-text-kind = Kind: text, interview, preface… (text unless given)
help-new-text-part = Title or identifier of the part that takes it (the end of the volume unless given)

# What ‘help’ is asked for.
topic-answer =
    An answer of an interview. ‘by’ names an identifier of people.yaml, ‘speaker’ a name as it is.

    {"  "}::: answer {"{"}by="zoe-cas"{"}"}
    {"  "}For ten years.
    {"  "}:::
topic-question =
    A question of an interview; the answer follows in ‘answer’.

    {"  "}::: question {"{"}by="editors"{"}"}
    {"  "}Since when?
    {"  "}:::
topic-aside =
    A box beside the text.

    {"  "}::: aside {"{"}title="Good to know"{"}"}
    {"  "}A sentence or two.
    {"  "}:::
topic-epigraph =
    A quotation at the head of a text; its source is the last line, after a dash.

    {"  "}::: epigraph
    {"  "}The sentence quoted.
    {"  "}— Its author, *their book*
    {"  "}:::
topic-verse =
    Verse: each line stays a line.

    {"  "}::: verse
    {"  "}The first line
    {"  "}The second
    {"  "}:::
topic-figure =
    A picture with its caption. What stands in brackets says what the picture shows to who does not see it; the caption follows, after an empty line. The picture is in the folder images/ of the volume; if its name has spaces, put it between < and >.

    {"  "}::: figure {"{"}credit="Zoë Cas"{"}"}
    {"  "}![A counter of zinc](images/counter.jpg)

    {"  "}The counter, one morning.
    {"  "}:::
topic-table =
    A table. The line of dashes below the first makes that one the head.

    {"  "}::: table {"{"}caption="Two towns"{"}"}
    {"  "}| Town | People |
    {"  "}| --- | ---: |
    {"  "}| Quimper | 63,000 |
    {"  "}:::
topic-chart =
    A chart: bars, stacked or lines. The numbers stand here, or in a CSV file beside the text, as a spreadsheet saves it.

    {"  "}```chart bars {"{"}title="Area" unit="cm²" caption="Measured."{"}"}
    {"  "}Format,Area
    {"  "}A5,310.8
    {"  "}A4,623.7
    {"  "}```

    {"  "}```chart lines {"{"}title="Sales" file="sales.csv"{"}"}
    {"  "}```
topic-footnote =
    A note at the foot of the page. The call stands in the text, the note anywhere in the file, without a space before the colon.

    {"  "}A word[^1].

    {"  "}[^1]: The note.
topic-link =
    A link: to a page of the web, another text, a part of a text, a person of people.yaml.

    {"  "}[the site](https://example.org), [another text](02-other.md), [its beginning](02-other.md#title), [Zoë](person:zoe-cas)
reference-choices = Choose from: { $choices }.
reference-required = required
reference-near = ‘{ $topic }’ is not explained: did you mean ‘make-book help { $suggestion }’?
reference-unknown = ‘{ $topic }’ is no file, key or block: try ‘make-book help’ with { $topics }
help-help-about = Explains a file, a key or a block: people, portrait, chart…
help-help-topic = book, people, sponsors, tome, header, the name of a key, or chart, figure, question…
usage-error = { $problem ->
        [extra] ‘{ $what }’ is one word too many: a name or title of several words stands in straight quotation marks, such as "The black bread"
        [unknown-option] ‘{ $what }’ is no option{ $command ->
            [none] {""}
           *[other] {" "}of ‘make-book { $command }’
        }
        [unknown-command] ‘{ $what }’ is no command
        [missing] missing: { $what }
        [value] ‘{ $value }’ does not fit { $what }
        [no-value] { $what } wants a value
        [conflict] { $what } does not go with what is asked already
       *[other] this command line is not understood: { $what }
    }
usage-near = did you mean ‘{ $suggestion }’?
usage-choices = choose from: { $choices }
usage-value-shard = Two numbers are expected, the first from 1 to the second: --shard 2/4
usage-value-port = A number from 1 to 65535 is expected.
usage-value-tomes = A number from 1 to 20 is expected.
usage-help = All commands: make-book --help
unknown-text = no volume has ‘{ $text }’: write the path of a text that its tome.yaml lists, such as tome1/01-first-text.md
check-fix = Some of this has one answer: ‘make-book fix --dry-run’ shows it.

# Why the system refuses.
reason-not-found = it does not exist
reason-forbidden = the system does not allow it to this account ({ $system })
reason-full = there is no room left on the disk ({ $system })
reason-read-only = this disk can only be read
reason-no-folder = it is no folder
reason-folder = it is a folder
reason-busy = another program has it open: close it, then try again

# How each file is written.
example-book =
    {"  "}title: The Counter
    {"  "}language: en-GB
    {"  "}editors: [zoe-cas]
    {"  "}publisher: {"{"} name: Counter Press, address: [1 New Street, London, United Kingdom] {"}"}
    {"  "}rights: All rights reserved.
    {"  "}date: 2026
    {"  "}tomes: [tome1]
    {"  "}page: {"{"} format: 160x240 {"}"}
    {"  "}legal: {"{"} price: £12 {"}"}
example-people =
    {"  "}zoe-cas:
    {"    "}name: {"{"} given: Zoë, family: Cas {"}"}
    {"    "}role: roaster
    {"    "}organisation: The Green Cup
    {"    "}handles: {"{"} mastodon: "@zoe@example.social" {"}"}
    {"    "}links: [https://example.org]
    {"    "}portrait: {"{"} file: images/zoe.jpg, alt: Zoë Cas in front of her roaster {"}"}
    {"    "}bio: She has roasted for ten years.
    {"  "}editors:
    {"    "}name: The editors
    {"    "}bio: They read.
example-sponsors =
    {"  "}tiers:
    {"    "}- {"{"} id: gold, title: Gold {"}"}
    {"  "}sponsors:
    {"    "}- name: The Green Cup
    {"      "}tier: gold
    {"      "}url: https://cup.example
    {"      "}tagline: Coffee from here
    {"      "}logo: {"{"} file: images/cup.png, alt: A green cup {"}"}
example-tome =
    {"  "}number: 1
    {"  "}title: The morning
    {"  "}date: 2026-11
    {"  "}isbn: {"{"} print: 978-2-9550378-6-7 {"}"}
    {"  "}summary: Texts of the morning.
    {"  "}front: [half-title, title, legal, sponsors, contents]
    {"  "}body:
    {"    "}- 01-preface.md
    {"    "}- part: Tasting
    {"      "}texts: [02-story.md]
    {"  "}back: [contributors, index, colophon]
example-header =
    {"  "}---
    {"  "}title: "Roasting: a trade"
    {"  "}kind: text
    {"  "}authors: [zoe-cas]
    {"  "}status: approved
    {"  "}date: 2026-11-15
    {"  "}---
    {"  "}The text begins here.
example-shared-page =
    {"  "}---
    {"  "}title: Thanks
    {"  "}kind: acknowledgments
    {"  "}---
    {"  "}Thank you all.
