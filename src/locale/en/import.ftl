# Messages about imported pages (codes I…).

i001 = no title was recognised in the page
    .help = Give it with --title; in a document it may also stand alone on the first line, or as a heading of level 1.
i002 = the page does not say who signs the text
    .help = Name the author with --author: an id of people.yaml, or a name written out.
i003 = { $reason ->
        [empty] this file is empty: it has no title, no author and no text
       *[other] no text was found in the page
    }
    .help = Check that this file is the page of a text, or paste the text by hand.
i004 = line of the page left out: ‘{ $line }’
    .help = Copy it into the text if it is the author’s.
i005 = { $element ->
        [altChunk] another document within this one, ‘{ $file }’, is not taken over, nor is its text
       *[other] an element ‘{ $element }’ of the page has no form in a book; its text is kept if it has any
    }
    .help = { $element ->
        [altChunk] Open the document with Word and save it again, or ask the author for the other one.
       *[other] Replace it by a sentence, a link or a picture.
    }
i006 = picture not copied: ‘{ $file }’ (‘{ $alt }’)
    .help = Ask for the file and its rights, then put it into images/ with its alternative text.
i007 = ‘{ $name }’ may join several sponsors
    .help = Divide this name into several entries of sponsors.yaml.
i008 = the page puts ‘{ $name }’ in ‘{ $tier }’, sponsors.yaml in ‘{ $registered }’
    .help = Check this sponsor’s rank: sponsors.yaml is not changed.
i009 = this entry could not be added to { $path }: { $entry }
    .help = Add it by hand: the file is laid out otherwise than import knows.
i010 = { $path } holds this text already, or no longer expects one; nothing was written
    .help = If it is a corrected version, --again shows what it changes; else give another title with --title.
i011 = { $count ->
        [one] a control character of the page is left out ({ $codepoint })
       *[other] { $count } control characters of the page are left out (the first is { $codepoint })
    }
    .help = Compare the text with the page: a letter may have been meant.
i012 = the page has too many elements, or too deep within each other, to be the page of a text
    .help = Save the page of the text alone, or paste the text into a plain file and import that.
i034 = { $count ->
        [one] one tracked change by { $authors }
       *[other] { $count } tracked changes by { $authors }
    }: { $mode ->
        [reject] taken over as rejected
       *[accept] taken over as accepted
    }
    .help = Read the text again; --changes accept or --changes reject chooses.
i013 = comment by { $author } on ‘{ $words }’: ‘{ $comment }’
    .help = Do what it asks, or answer its author; it is no part of the text.
i014 = { $count ->
        [one] one passage that the document hides is left out
       *[other] { $count } passages that the document hides are left out
    }: ‘{ $words }’
    .help = Ask the author whether it belongs to the text.
i015 = highlighted in the document: ‘{ $words }’
    .help = Check these words: the colour is not taken over.
i016 = the sign { $codepoint } of the font ‘{ $font }’ is unknown; ‘{ $shown }’ stands for it
    .help = Write the character that is meant.
i017 = shown in capitals in the document, taken over as typed: ‘{ $words }’
    .help = Write it in capitals if they matter.
i018 = this short bold line may be a heading: ‘{ $words }’
    .help = Begin it with ‘## ’ if it is one.
i019 = a list typed by hand has become a list
    .help = Check that it was meant as a list.
i020 = a text box stands here as an aside
    .help = Move it where it should be read.
i021 = merged cells in row { $row } of a table
    .help = Repeat the words where a reader needs them.
i022 = a prompt that was not filled in is left out: ‘{ $words }’
    .help = Ask the author for what is missing.
i023 = { $kind ->
        [contents] the document’s own table of contents is left out
        [index] the document’s own index is left out
        [figures] the document’s own list of pictures or tables is left out
       *[header] headers and footers of the document are left out
    }: ‘{ $words }’
    .help = Nothing is to be done, unless it says more than the text.
i024 = a formula, of which only the characters are kept: ‘{ $words }’
    .help = Write it in words, or as a picture with its alternative text.
i025 = a picture is not taken over ({ $format }): ‘{ $file }’ (‘{ $alt }’)
    .help = Ask the author for it as PNG, JPEG or SVG.
i026 = the picture has no description; its title stands for it: ‘{ $title }’
    .help = Describe it for those who do not see it.
i027 = a table within a table has become lines of its cell
    .help = Check the cell, or make two tables of it.
i028 = { $format ->
        [image] this is a picture, which import does not read
       *[other] this is a file of { $format }, which import does not read
    }
    .help = { $format ->
        [image] Put it into the folder images/ of the volume, and show it in a text, on a line of its own: ![What it shows](images/name.jpg)
       *[other] Save it as .docx, .odt or HTML, or ask the author for the original. A .doc or .rtf is converted when LibreOffice is installed.
    }
i029 = the document cannot be read: { $reason ->
        [bomb] unpacked, it is larger than { $limit } MiB
        [parts] it holds more than { $limit } files
        [deep] its elements stand more than { $limit } deep in each other
        [encrypted] it is protected by a password
        [main] it has no text
        [xml] { $detail }
       *[zip] it is damaged
    }
    .help = Open it with the program that wrote it, save it again without a password, and import that file.
i030 = the emphasis on ‘{ $words }’ could not be expressed here
    .help = Put it on whole words.
i031 = { $target ->
        [page] the link of ‘{ $words }’ leads to another page, whose whole address is not said; its words are kept
       *[heading] the link of ‘{ $words }’ leads to no heading; its words are kept
    }
    .help = { $target ->
        [page] Give its whole address, if readers need it: {"[words](https://…)"}
       *[heading] Link to a heading, if readers need it.
    }
i032 = { $part ->
        [title] the new file is called ‘{ $title }’; the header keeps ‘{ $known }’
        [subtitle] the new file has the subtitle ‘{ $title }’; the header keeps ‘{ $known }’
       *[first] the document’s title, ‘{ $title }’, is not that of the header; it stands as the first line
    }
    .help = { $part ->
        [title] Change ‘title’ in the header if the author wants another title.
        [subtitle] Change ‘subtitle’ in the header if the author wants another subtitle.
       *[first] Choose one of the two, and delete the other.
    }
i033 = the document shows no title; ‘{ $title }’ stands for it
    .help = Write the title in the header of the text, or give it with --title.
i035 = { $reason ->
        [contradicted] this file says that it is in { $encoding }, but it is in UTF-8; it was read as such
        [damaged] { $count ->
            [one] a byte of the file is
           *[other] { $count } bytes of the file are
        } not { $encoding }; ‘�’ stands for them
       *[guessed] this file does not say its encoding; it was read as { $encoding }
    }
    .help = Look at the accented letters of the text; if they are wrong, save the file as UTF-8 and import it again.
i036 = the page says that it is in ‘{ $language }’, which is not the book’s language; the header repeats it
    .help = Keep ‘language’ if it is right; else delete the line.
i037 = the letter that accompanies the attachments is not taken over: ‘{ $words }’
    .help = Copy its words into a file and import it, if it is a text of the book.
i038 = { $place ->
        [end] an attached picture, put at the end of the text: ‘{ $file }’
       *[none] an attachment that is no text, not taken over: ‘{ $file }’
    }
    .help = { $place ->
        [end] Move it to its place, and say in a phrase between the brackets what it shows; or delete it.
       *[none] Save it from the e-mail, and put it into images/ with its alternative text.
    }
i039 = the blog has no published post ‘{ $post }’
    .help = Give the number, the short name or the title that the list shows, without options: make-book import FILE --tome TOME.
i040 = { $count ->
        [0] the tome has no text ‘{ $title }’ of which this file would be a new version
       *[other] this file may be a new version of several texts: { $paths }
    }
    .help = Name the text’s title with --title, or import a new text without --again.
i041 = { $from ->
        [beside] the attached picture is the portrait of { $name }: it is taken over into people.yaml
       *[end] the end of the text (‘{ $words }’) is about { $name }: it is taken over into people.yaml
    }
    .help = Read the entry; if these lines belong to the text, put them back at its end.
i042 = the end of the text is about { $name }, and stays in the text: { $reason ->
        [layout] their entry of people.yaml is laid out otherwise than the import knows
        [again] people.yaml does not say as much
       *[other] people.yaml says something else
    }
    .help = Choose what is to stay, and delete the rest.
i045 = { $part ->
        [signature] the signature of the letter is left out
        [quoted] the letter that this one answers is left out
       *[header] the header of another letter is left out
    }{ $line ->
        [0] {""}
       *[other] {" "}(line { $line })
    }: ‘{ $words }’
    .help = Copy these words into the text if the author wrote them for it.
i046 = a second text seems to begin here: ‘{ $title }’, by { $author }
    .help = Save each text in a file of its own, and import them one by one.
i047 = { $hyphen ->
        [joined] words divided at the end of a line were joined: { $words }
       *[kept] ‘{ $words }’ was divided at the end of a line; its hyphen is kept
    }
    .help = { $hyphen ->
        [joined] Look for those that are written with a hyphen.
       *[kept] Delete it if the word has none.
    }

i050 = { $count ->
        [one] { $name } asks the questions, and does not sign this text
       *[other] { $name } ask the questions, and do not sign this text
    }; { $place ->
        [properties] the properties of the file name them as its author
       *[text] the line that says so stays in it
    }
    .help = In the header, write this name under ‘interviewer’, and under ‘authors’ that of the person who answers; take the line away.
i051 = ‘{ $titles }’ is left out before ‘{ $name }’: the book has no place for a title
    .help = If readers must know it, write it into the person’s ‘role’ or biography in people.yaml.
