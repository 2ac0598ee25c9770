# Messages about imported pages (codes I…).

i001 = no title was recognised in the page
    .help = Write the title alone on the first line, or as a heading of level 1.
i002 = the page does not say who signs the text
    .help = Name the author with --author: an id of people.yaml, or a name written out.
i003 = no text was found in the page
    .help = Check that this file is the page of a text, or paste the text by hand.
i004 = line of the page left out: ‘{ $line }’
    .help = Copy it into the text if it is the author’s.
i005 = an element ‘{ $element }’ of the page has no form in a book; its text is kept if it has any
    .help = Replace it by a sentence, a link or a picture.
i006 = picture not copied: ‘{ $file }’ (‘{ $alt }’)
    .help = Ask for the file and its rights, then put it into images/ with its alternative text.
i007 = ‘{ $name }’ may join several sponsors
    .help = Divide this name into several entries of sponsors.yaml.
i008 = the page puts ‘{ $name }’ in ‘{ $tier }’, sponsors.yaml in ‘{ $registered }’
    .help = Check this sponsor’s rank: sponsors.yaml is not changed.
i009 = this entry could not be added to { $path }: { $entry }
    .help = Add it by hand: the file is laid out otherwise than import knows.
i010 = { $path } holds this text already, or no longer expects one; nothing was written
    .help = Compare the two by hand: an import never replaces what is written.
i011 = { $count ->
        [one] a control character of the page is left out ({ $codepoint })
       *[other] { $count } control characters of the page are left out (the first is { $codepoint })
    }
    .help = Compare the text with the page: a letter may have been meant.
i012 = the page has too many elements, or too deep within each other, to be the page of a text
    .help = Save the page of the text alone, or paste the text into a plain file and import that.
