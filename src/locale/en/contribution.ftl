# Messages about the texts (codes C…).

c001 = the link ‘{ $target }’ leads nowhere
    .help = Correct the target, or remove the link.
    .anchors = The headings of this text: { $anchors }.
    .no-anchors = This text has no heading: the link can lead to its beginning, without a hash.
    .scheme = Write the whole address: { $scheme }{ $target }
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c050 = picture not found: { $path }
    .help = Correct the path, which starts from this file’s folder, or add the picture.
    .invisible = Its name differs from those of several files by characters that nobody sees: rename these files.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c051 = the path { $path } { $problem ->
        [backslash] has backslashes, which Windows alone understands
       *[outside] leads out of the project
    }
    .help = Copy the picture into the project, and write a relative path with /.

c052 = { $reason ->
        [cut] picture cut off: the end of { $path } is missing
        [empty] empty file: { $path }
        [size] drawing without a size: { $path } has no viewBox, nor a width and height in absolute units
        [phone] { $path } is in the format { $format }, which few readers show and no EPUB may hold
        [print] { $path } is in the format { $format }, which is made for print
        [foreign] { $path } is in the format { $format }, which no EPUB may hold
        [lfs] { $path } is not a picture: a pointer of Git LFS stands in its place
        [annex] { $path } is not a picture: a pointer of git-annex stands in its place
        [page] { $path } is not a picture but a web page, often one that asks to sign in, saved under this name
       *[damaged] unreadable picture: { $path }
    }
    .help = { $reason ->
        [cut] Ask for the file again; its sending was interrupted.
        [empty] Ask for the file again.
        [size] Add viewBox="0 0 WIDTH HEIGHT" to its <svg>, or export the drawing again.
        [phone] Export it as JPEG from the application for photographs. An iPhone saves them so: Settings, Camera, Formats, Most Compatible.
        [print] Export it as SVG if it is a drawing, as JPEG or PNG if it is a photograph.
        [foreign] Save it as JPEG if it is a photograph, as PNG if it is a drawing.
        [lfs] Fetch the picture itself: git lfs pull.
        [annex] Fetch the picture itself: git annex get.
        [page] Open its address in a browser, sign in, and save the picture itself.
       *[damaged] Export it again as JPEG, PNG or SVG.
    }

c053 = the extension of { $path } is misleading: the file is { $format }
    .help = Rename the file.

c054 = enormous picture: { $path }
    .help = Reduce it: 2,500 pixels on a side fill a page in print.

c055 = { $path } is in CMYK without a colour profile: the book lends it that of a press on coated paper
    .help = Export the picture as sRGB, or embed its profile.

c056 = the picture { $path } has no alternative text
    .help = { $where ->
        [entry] Say in a phrase what it shows, beside file: alt: "A green cup".
       *[text] Say in a phrase what it shows; mark a mere ornament {"{"}.decorative{"}"}.
    }

c058 = heading of level { $written } where level { $expected } is expected{ $others ->
        [0] {""}
        [one] , as in another place of this text
       *[other] , as in { $others } other places of this text
    }
    .help = Use { $count ->
        [one] one # less
       *[other] { $count } # less
    }; meanwhile the book raises the heading.

c059 = the link leads to ‘{ $title }’, a text still expected: its words are shown alone
    .help = Nothing to do: the link will work when the text is received.

c060 = { $place ->
        [biography] a biography has no notes
       *[value] no note can be called here; the call is left out
    }
    .help = { $place ->
        [biography] Say it in the biography itself; meanwhile the note is printed after it.
       *[value] Call the note in the text, in its title or in its subtitle.
    }

c061 = text expected: { $path } has no page in the book
    .help = Set status to draft when the text is received.

c062 = text awaiting approval: { $path }
    .help = Set status to approved when the author has agreed.

c063 = long alternative text: { $length } characters
    .help = Keep the essential in 145 characters; the caption or the text can say the rest.

c064 = the alternative text is a file name: { $alt }
    .help = Say in a phrase what the picture shows.

c066 = this text has no words
    .help = Write it, or set status to expected.

c100 = { $path } holds a text, but its status says that it is expected: it is not in the book
    .help = Write status: draft, review or approved; or take the text out.

c067 = two texts have the title ‘{ $title }’
    .help = Change one of the titles.
    .first = the first is here

c068 = { $name } belongs to { $sponsor }, a sponsor of the volume
    .help = Tell the reader, in the text or in the biography.
c002 = { $name ->
        [none] this container has no name
       *[other] there is no container ‘{ $name }’
    }
    .help = Containers are aside, epigraph, question, answer, verse, figure and table.
    .chart = A chart is a block of code: ```chart bars, then its values, then ```. See ‘make-book help chart’.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c070 = the note ‘{ $label }’ calls itself, or is called by a note that it calls; this call is left out
    .help = Remove the call, or name another note.

c071 = notes that call notes, more than { $limit } deep, up to ‘{ $label }’; this call is left out
    .help = Bring the innermost notes into those that call them.

c003 = the container ‘{ $name }’ is not closed
    .help = Add a line ‘{ $fence }’ where it ends.

c004 = { $problem ->
        [colons] a container opens with three colons, not with two
       *[closing] this fence closes no container
    }
    .help = { $problem ->
        [colons] Type three, then the name of the container.
       *[closing] Remove the line, or give it as many colons as the opening has.
    }

c005 = this block of code is not closed
    .help = Add a closing line with as many backticks or tildes.

c006 = the attribute ‘{ $name }’ has no meaning here
    .help = Correct its name, or remove it.{ $allowed ->
        [none] {""}
       *[other] {" "}Names taken here: { $allowed }.
    }
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c007 = these attributes cannot be read
    .help = Write for instance {"{"}#identifier title="two words"{"}"}, with quotes and brace closed.

c008 = the identifier ‘{ $anchor }’ cannot be an address
    .help = Use small letters without accents, digits and single hyphens.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c009 = the identifier ‘{ $anchor }’ is used already in this text
    .help = Give each its own.

c010 = there is no language ‘{ $language }’
    .help = Write a language tag: fr, en, en-GB, ar.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c011 = { $kind ->
        [comment] a comment is not printed
        [hidden] the HTML element ‘{ $name }’ is left out, with all that it holds
        [empty] the HTML element ‘{ $name }’ is left out
       *[kept] of the HTML element ‘{ $name }’ only the words are kept
    }{ $others ->
        [0] {""}
        [one] , here and once more in this text
       *[other] , here and { $others } more times in this text
    }
    .help = { $remedy ->
        [comment] Nothing to do, unless readers should see it.
        [break] Write * * * on a line of its own.
        [list] Begin each item with a hyphen, or with 1. and so on.
        [definition] Write the term on a line, and below it a colon, a space and the definition.
        [table] Write the table with bars: | a | b |, and below its first row | --- | --- |.
        [heading] Write ## and the words on a line of its own.
        [quotation] Begin each line with > and a space.
        [code] Put ``` on a line before it, and on a line after it.
        [paragraph] Leave a blank line between paragraphs; for a boxed remark, write ::: aside.
        [figure] Write ![alternative text](images/file.png "caption") on a line of its own.
        [language] Write [words]{"{"}lang=en{"}"} for another language, [words]{"{"}.sc{"}"} for small capitals.
        [quotes] Type the quotation marks.
        [link] Write [words](address), or give the element an href.
       *[other] Say it in Markdown. Only em, strong, b, i, del, s, code, a (with href), br, sup, sub and abbr (with title) are understood.
    }

c012 = the HTML element ‘{ $name }’ is not closed
    .help = Add its closing tag.
    .rest = All that follows is missing in the book: close it, a comment by -->, or put a backslash before the <.

c013 = this heading is of level 1, as the text’s title is; it is set at level 2
    .help = Start headings with ‘##’.
    .title = This one is in the header already: take this line away.

c014 = the note ‘{ $label }’ is called but not written
    .help = Write it, or remove the call.
    .empty = It has no words: write them after the colon, or remove the call and this line.
    .space = Take away the space before the colon of this note: [^{ $label }]: The note.

c015 = the note ‘{ $label }’ is called nowhere; it is left out
    .help = Call it in the text, or remove it.

c016 = the note ‘{ $label }’ is written twice; the first is kept
    .help = Give this one another name, or remove it.
    .first = The first is here.

c017 = the link names the definition ‘{ $label }’, which is not written
    .help = Write the definition, or put a backslash before the bracket.

c018 = this link is incomplete
    .help = Write both the words and the target: [words](target).
    .no-target = It has no target; its words are kept.
    .no-words = It has no words; its address is shown instead.

c019 = the title ‘{ $title }’ will not be shown
    .help = A link, or a picture in a line, has no title: say it in the sentence.

c020 = the invisible character { $sign ->
        [U00AD] U+00AD (soft hyphen)
        [U200B] U+200B (zero-width space)
        [U200C] U+200C (zero-width non-joiner)
        [U200D] U+200D (zero-width joiner)
        [U200E] U+200E (left-to-right mark)
        [U200F] U+200F (right-to-left mark)
        [U2060] U+2060 (word joiner)
        [UFEFF] U+FEFF (byte order mark)
       *[other] { $character }
    } { $becomes ->
        [space] becomes a space
       *[nothing] is dropped
    }
    .help = Delete it from the text.

c021 = nesting goes deeper than { $limit } levels
    .help = Nest fewer blocks or forms.

c022 = { $lost ->
    [one] one cell is lost
   *[other] { $lost } cells are lost
 }: the table has { $columns } columns
    .help = Add columns to the header row, or put a backslash before a bar that is text.

c023 = { $name ->
        [none] this chart has no form
       *[other] there is no form of chart ‘{ $name }’
    }
    .help = Write bars, stacked or lines.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c024 = ‘{ $text }’ is not a number (row { $row }, series { $column })
    .help = Write digits alone; the unit goes to the attribute unit.
    .exponent = A spreadsheet has shortened this number: write it in full.

c025 = row { $row } of the chart has { $cells } values for { $series } series
    .help = Give a value a series; put a comma that is text in quotes.

c121 = { $what ->
        [row] two rows of the chart are called ‘{ $name }’
       *[series] two series of the chart are called ‘{ $name }’
    }
    .first = the first is here
    .help = Name each by what sets it apart, or take out the one that was pasted twice.

c026 = { $problem ->
        [head] the first row of this chart does not name its series
       *[none] this chart has no values
    }
    .help = Give it a first row of names, then at least one row of values.
    .separator = Between the values of a row stands a comma, a semicolon or a tab.
    .head = A chart begins with the row of names, without a title or a comment above: Town;Inhabitants.
    .format = Its file is not a table that is read: save it as .csv from the spreadsheet.

c027 = the data file ‘{ $file }’ cannot be found
    .help = Correct the path, which starts from the text’s folder.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c028 = this quotation mark is not closed
    .help = Close it, or double it when it is part of the value.

c029 = the container ‘{ $name }’ does not hold what it should
    .help = Put one picture in a figure, one table in a table, with one caption (caption, or a paragraph beside it); only lines in verse.

c030 = { $kind ->
        [paragraphs] several paragraphs are written where one line is expected: they are joined
       *[block] a block is written where one line is expected
    }
    .help = { $kind ->
        [paragraphs] Say it in one paragraph; a summary or a title is one line.
       *[block] Write one line, without a mark of heading, quotation or code.
    }

c031 = this decorative picture has an alternative text, which is left out
    .help = Remove {"{"}.decorative{"}"}, or the text.

c032 = this heading has no words; it is left out
    .help = Give it words, or remove it.

c034 = a picture stands where one line of text is expected
    .help = Write words, and place the picture in the text.
c035 = this fence stands where no container can begin or end: it is printed as text
    .help = Indent it as the text around it, below a blank line; put it in code if its colons are to be read.

c036 = this looks like { $kind ->
        [note] a note in the text, ^[…]
        [math] a formula, $…$
        [subscript] a subscript, ~…~
        [superscript] a superscript, ^…^
        [verse] lines of verse, |
        [table] a table of another program
        [template] a command of a template, {"{{"} … {"}}"}
        [attributes] attributes, {"{"}: …{"}"}
        [shortcode] a shortcode, [ … ]
        [wiki] a link of a wiki, [[…]]
        [header] a header, +++
        [task] a task, [ ]
        [highlight] a highlight, ==…==
        [emoji] the code of an emoji, :…:
        [citation] the key of a citation, [@…]
        [latex] a command of LaTeX
        [admonition] an admonition
        [caption] the caption of a table, as pandoc reads it
        [dialogue] dialogue typed as a list
       *[definition] a definition
    }; it is printed as typed{ $others ->
        [0] {""}
        [one] , here and once more in this text
       *[other] , here and { $others } more times in this text
    }
    .help = { $kind ->
        [note] Write [^1] here, and [^1]: with the note on a line of its own.
        [math] Write it in Unicode, with <sup> and <sub>, or make a drawing of it.
        [subscript] Write <sub>…</sub>.
        [superscript] Write <sup>…</sup>.
        [verse] Put the lines between ::: verse and :::.
        [table] Write the table with bars: | a | b |, and below its first row | --- | --- |.
        [template] Write what it should show; no program fills it in.
        [attributes] Only titles, figures, tables and [words]{"{"}…{"}"} take attributes, directly after them.
        [shortcode] Write ![alternative text](images/file.png "caption"), or remove it.
        [wiki] Write [words](file.md), or ![alternative text](images/file.png).
        [header] Write the header in YAML, between two lines ---.
        [caption] Put the table between ::: table {"{"}caption="Its caption"{"}"} and :::.
        [task] Remove the brackets, or type the sign ☐ or ☑.
        [highlight] Write *…* or **…**.
        [emoji] Type the emoji itself.
        [citation] Write the reference, or a note: [^1].
        [latex] Remove it, or say it in Markdown.
        [admonition] Put it between ::: aside and :::.
        [dialogue] Begin each line with a dash — and leave blank lines between them.
       *[definition] A term is one short line, without a full stop, right above the colon.
    }

c037 = this picture, written in HTML, is not shown
    .help = Write ![{ $alt }]({ $file })

c038 = { $shape ->
        [picture] this picture is not in the book: its address contains spaces, and ‘{ $target }’ is printed in its place
       *[other] these brackets make no link: ‘{ $target }’ is printed
    }
    .help = { $shape ->
        [space] Remove the space between bracket and parenthesis: [words](https://example.org).
        [open] Close the parenthesis after the address: [words](https://example.org).
        [picture] Put its address between < and >: <{ $target }>.
        [reversed] Put the words between brackets and the address between parentheses: [words](https://example.org).
       *[other] Put a target that holds spaces between < and >; no note and no other link may stand between the brackets.
    }

c039 = this part of a note is read as code: the note is written within another
    .help = Write each note at the margin, and indent what goes on in it by four spaces.

c033 = this chart has values in the text and in the file ‘{ $file }’, which is taken
    .help = Keep one of them.

c075 = this picture of { $width } × { $height } pixels is set only one line high{ $others ->
        [0] {""}
        [one] , as is another of this text
       *[other] , as are { $others } others of this text
    }
    .help = Put it alone on its line, outside any table: it becomes a figure.
c090 = this chart has more rows than a drawing can show: { $most } at most
    .help = Gather the values, a row a month instead of a day, or draw several charts.
    .chart = the chart
c091 = this title has { $count } characters: { $most } at most can be one
    .help = Make a paragraph of it, and give the text a title.
c092 = this is more text than a volume can hold; what follows is left out
    .help = Part it in several volumes; publish a listing or a table of values beside the book.

c040 = { $kind ->
        [heading] a heading without a space after its hash signs; it is printed as typed
        [bullet] a bullet of a word processor; the list is none
        [bars] a table without its line of dashes; it is printed as typed
        [colons] a container opens with three colons; this line is printed as typed
        [replies] what is said here runs on in one paragraph
        [bold] this bold line looks like a heading, and is none
        [times] these asterisks set a number in italics
        [stars] an asterisk without its fellow, or with a space after it; it is printed as typed
        [definition] this line defines the target of a link, and is not printed
        [call] a number between brackets, which calls no note; it is printed as typed
        [rule] the dashes on the next line make a heading of this paragraph
        [chart] this block is printed as code, and not as a chart
        [waiting] these words say that the text is still to be written
        [underscore] an underscore without its fellow; it is printed as it is
        [strike] two tildes without their fellows; they are printed as they are
        [tick] a backtick without its fellow; it is printed as it is
        [critic] a mark of a correction, which this program does not read; it is printed as it is
        [typed-list] these lines run on in one paragraph: they are no list
        [lettered] these lines run on in one paragraph: a letter makes no list
        [wrapped] this line begins a list in the middle of a sentence: its sign is not printed
        [year] this number and its full stop make a list of the paragraph
        [detached] these attributes are glued to nothing; they are printed as typed
        [header] these lines look like a second header; they are printed as text
        [reference] a number that is that of no character
        [numbers] this number does not follow the one before it: the list is numbered from its first on
        [lost-sign] the sign that begins this paragraph is not printed: it makes a quotation or a list of it
       *[code] this paragraph begins with four spaces or a tab: it is set as code
    }{ $others ->
        [0] {""}
        [one] , here and once more in this text
       *[other] , here and { $others } more times in this text
    }
    .general = this is nearly Markdown
    .help = { $kind ->
        [heading] Put a space after the hash signs: ## A heading.
        [bullet] Begin each item with a hyphen and a space, on its own line, after an empty line.
        [bars] Below the first line, add one of dashes, with as many columns: | --- | --- |.
        [colons] Type three colons, then the name of the container.
        [replies] Leave an empty line between two replies.
        [bold] If it is one, begin it with ## and take the asterisks away.
        [times] Write the sign × in their place.
        [stars] For italics one asterisk touches the first word and another the last: *two words*. For the call of a note write [^1]; for an asterisk, \*.
        [definition] In a dialogue, set the name in bold: **Zoé**: Yes. For a link, write the address or the file after the colon.
        [call] Write the call as [^1], and the note on its own line, further down: [^1]: The note.
        [rule] Leave an empty line before the dashes; a heading begins with ##.
        [chart] Write ```chart bars, ```chart stacked or ```chart lines: see ‘make-book help chart’.
        [waiting] Write the text, or take these words away.
        [underscore] For italics, put an asterisk on either side: *two words*; for the sign itself, \_.
        [strike] Put two after the last word as well; for the sign itself, \~.
        [tick] Code stands between two backticks; for the sign itself, \`.
        [critic] Accept or refuse the correction; a remark stands between <!-- and -->.
        [typed-list] Put a space after each hyphen or number: - first, 1. first.
        [lettered] Leave an empty line between them, or begin each with 1. or with a hyphen and a space.
        [wrapped] Join it to the line before, or put a backslash before it: \-, \*, 1\. For a list, leave an empty line before it.
        [year] Put a backslash before the full stop: 1984\. A year.
        [detached] Put the words between brackets and glue the brace to them: [two words]{"{"}lang=en{"}"}.
        [header] A text has one header, at the start of the file: join the two, or make two texts.
        [reference] Type the character itself.
        [numbers] Correct the number; to keep these, put a backslash before each full stop: 99\. A word.
        [lost-sign] Put a backslash before it: \> 50 %, \+ 12 %.
       *[code] Take these spaces away: a paragraph is indented anyway. For code, put ``` above and below.
    }

c076 = the portrait of { $name } has { $width } by { $height } pixels: it will be a sliver
    .help = Crop it to a square or nearly.

c101 = the container ‘{ $name }’ is empty: it is left out
    .help = Put its text between its two fences, or delete both.

c116 = ‘{ $name }’ is taken for the name of a series, and its row is not drawn
    .help = If it is a value, add a row of names above: Town;Inhabitants. If it is a name, give it a word: series { $name }.

c117 = ‘{ $text }’ is read as a number with three decimals, beside ‘{ $other }’
    .help = If the point divides thousands, take it out; if it divides decimals, write them all in the same way.
