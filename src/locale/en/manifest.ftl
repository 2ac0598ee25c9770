# Messages about the YAML files (codes M…). `.help` says what to do; `.label` stands under the excerpt.

m001 = unknown key ‘{ $key }’
    .help = Correct or remove this key: what it says would be lost. Keys allowed here: { $keys }.
    .did-you-mean = Did you mean ‘{ $suggestion }’?
    .space = A space is missing after the colon: { $example }.
    .comma = If this goes on with the value before it, its comma parts them: put the whole value in straight quotation marks.
    .within = It belongs here: { $example }.
    .file = This is a file: delete the colon after its name. - { $example }
    .title = The title of a text stands in its own file; here, its file alone: - { $example }
    .part = A part is written: - { $example }, and below it, texts: followed by its texts.

m002 = { $problem ->
        [tab] a tab stands where YAML allows spaces only
        [colon] a colon followed by a space stands where no key can be
        [quote] a quotation mark is not closed
        [after-quote] text follows a closed quotation mark
        [escape] a backslash sequence that does not exist
        [bracket] a bracket or brace is missing, or does not match
        [indentation] a line is not indented like its neighbours
        [bullet] a bullet of a word processor, which YAML does not know
        [dash] a space is missing after this hyphen
        [item] the first element of this group has no key
        [continuation] this line has no colon, and is not further in than the one before
        [character] a character that cannot begin a value
        [glued] a space is missing after this colon
        [no-break] the space after this colon is a no-break space, which YAML does not know
        [blank] a no-break space at the beginning of a line, where YAML takes ordinary ones only
        [flow-colon] a colon and a space within a value between braces or brackets
        [comment] what follows ‘#’ is a comment: it cuts the value off here
        [dash-no-break] the space after this hyphen is a no-break space, which YAML does not know
        [dash-column] this hyphen is further to the left than those below it
        [no-dash] this item of a list has no hyphen
        [remark] this line is not YAML; a comment begins with #
        [bare-key] a colon is missing after this key
        [entry] ‘{ $example }’ is indented, and so belongs to the entry before it
        [unindented] this key belongs to ‘{ $example }’ above it, and is not indented
        [wrapped] people begin at the head of a line, and not under a key
        [key-sign] a colon and a space are missing after this key
        [group] keys with their values stand here without the braces that make one group of them
        [block] after the signs | and >, a text begins on the next line
        [lone-sign] a sign that YAML takes for its own stands here alone
        [question] a line that begins with a question mark and a space
        [invisible] an invisible character, { $example }, stands where YAML wants a space or a key
        [extra-dash] this hyphen begins another item, but this key belongs to the one before
        [comma] a comma is missing before this key
        [two-commas] two commas in a row
       *[other] this is not YAML
    }
    .help = { $problem ->
        [tab] Replace the tab by spaces.
        [colon] Put the whole value between double quotation marks: { $example }.
        [quote] Close the quotation mark, or put the value between double quotation marks and write \" inside.
        [after-quote] Put the whole value between quotation marks, or none of it.
        [escape] Write \\ for a backslash, or use single quotation marks.
        [bracket] Close the list with ] and the mapping with {"}"}, and separate items by commas.
        [indentation] Align the keys of one mapping, and the hyphens of one list, on one column.
        [bullet] Begin each item with a hyphen and a space.
        [dash] Write a hyphen, a space, then the value.
        [item] Give the line that begins with a hyphen its key, for example: - name: …
        [continuation] Write a colon and a space after the key. If the line goes on with the one before, begin it with two more spaces.
        [character] Put the value between double quotation marks; before an identifier, take this sign out.
        [glued] Add a space after the colon: title: A title.
        [no-break] Replace it by an ordinary space.
        [blank] Replace it by an ordinary space. On a Mac, Option and the space bar make one that does not break.
        [flow-colon] Put this value in straight quotation marks: { $example }.
        [comment] Put the whole value between double quotation marks: "Interview #3".
        [dash-no-break] Replace it with an ordinary space.
        [dash-column] Put the hyphens of one list in one column.
        [no-dash] Begin the line with a hyphen and a space.
        [remark] Put # before it, or delete the line.
        [bare-key] Add the colon at the end of the line.
        [entry] Take away the indentation of this line, and two spaces before the lines that belong to it.
        [unindented] Put two spaces before this line and before those that belong to it.
        [wrapped] Delete this line, and two spaces before all that follow.
        [key-sign] Write: { $example }
        [group] Write: { $example }
        [block] Delete the sign: { $example }
        [lone-sign] Write the value, or put the sign between double quotation marks: { $example }
        [question] Delete the question mark, or put the whole line between double quotation marks if it is a text.
        [invisible] Delete it, and type the space again if one is wanted there.
        [extra-dash] Put two spaces in the place of the hyphen and its space.
        [comma] A comma divides the keys of a group: { $example }
        [two-commas] Delete one of them, or write what is missing between the two.
       *[other] Check the indentation, the quotation marks and the colons of this line and of the line before.
    }

m003 = more than { $limit } levels of lists and mappings
    .help = Remove levels: no file of a book needs as many.

m004 = the key ‘{ $key }’ is written twice
    .first = first written here
    .help = Keep one of the two: only the first would be read.

m005 = { $expected ->
        [list] a list is expected here
        [mapping] keys with their values are expected here
        [text-or-mapping] a text, or keys with their values, are expected here
       *[text] a single text is expected here
    }, not { $found ->
        [nothing] nothing
        [list] a list
        [mapping] keys with values
       *[text] a text
    }
    .general = the value has not the form that is expected: a text, a list, or keys with their values
    .help = { $expected ->
        [list] Write the items between brackets, { $example }, or one a line after a hyphen.
        [mapping] Write for example { $example }, or each key on its own line, indented, with a colon and its value.
        [text-or-mapping] Write a single text, or keys with their values: { $example }.
       *[text] Write one value; put it between quotation marks if it holds a colon or brackets.
    }

m006 = { $count ->
        [many] nothing is written here: the keys { $key } are missing
       *[one] the key ‘{ $key }’ is missing
    }
    .help = Add it: what it says is needed to make the book.

m007 = { $key ->
        [item] an item of this list is empty
        [tomes] this list of volumes is empty
       *[other] ‘{ $key }’ says nothing
    }
    .help = { $key ->
        [tomes] List the volumes, or remove the key if it is for all.
       *[other] Write its value.
    }
    .comment = What follows ‘#’ is a comment: put the value between double quotation marks, for example { $quoted }.

m008 = { $feature ->
        [anchor] a YAML anchor (&)
        [alias] a YAML alias (*)
        [tag] a YAML tag (!)
        [document] a second document (---) in the file
       *[key] a list or a mapping as a key
    }: the files of a book do not use this
    .help = { $feature ->
        [document] Delete this line: a file is read from one end to the other.
       *[value] Write the value out. If the sign belongs to a text, put the text between quotation marks.
    }

m009 = ‘{ $value }’ is not one of the words accepted here
    .help = Choose one of: { $choices }.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m010 = ‘{ $value }’ is not an identifier
    .help = Use lower-case letters without accents, digits and single hyphens, for example ‘{ $proposal }’.
    .did-you-mean = Nobody has this identifier in book/people.yaml: did you mean ‘{ $suggestion }’?
    .enter = Add this person too: make-book new person "{ $value }".
    .several = A comma divides identifiers: [{ $proposal }].

m011 = ‘{ $value }’ is not a language
    .help = Write a language tag: fr, fr-FR, en, pt-BR…
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m012 = ‘{ $value }’ is not a date
    .help = Write a date of the calendar as 2016, 2016-09 or 2016-09-01.

m013 = { $problem ->
        [ismn] ‘{ $value }’ is the number of printed music (ISMN), and not an ISBN
        [issn] ‘{ $value }’ is the number of a periodical (ISSN), and not an ISBN
        [ten] ‘{ $value }’ is an ISBN of ten digits, as they were until 2007
        [signs] between the digits of ‘{ $value }’ stand other signs than the hyphen of the keyboard
        [label] beside the number, ‘{ $value }’ holds a word
       *[other] ‘{ $value }’ is not an ISBN: { $problem ->
            [check-digit] its check digit should be { $detail }
            [length] it does not have 13 digits
            [prefix] it does not begin with 978 or 979
           *[characters] it holds something else than digits and hyphens
        }
    }
    .help = { $problem ->
        [ismn] Write the number that the ISBN agency gave this format; without one, leave the key out.
        [issn] Write the number that the ISBN agency gave this format; without one, leave the key out.
        [ten] If it is still the number of this format, write { $detail }.
        [signs] Write { $detail }: make-book fix does it.
        [label] Write the number alone, { $detail }: make-book fix does it.
       *[other] Copy the number again from the agency’s list; if a digit was mistyped, the check digit is not the one to change.
    }

m014 = ‘{ $value }’ is not a complete web address
    .help = Write it whole, with https:// and the name of the site.
    .space = An address has no space: copy it from the browser, or write %20 in its place.

m015 = ‘{ $value }’ is not an e-mail address
    .help = Write it as name@domain.

m016 = ‘{ $value }’ is not a number from { $least } to { $most }
    .help = Write digits, with a point for decimals where the key accepts them.
    .point = Decimals follow a point here: { $number }.
    .unit = The unit is understood: write the number alone, { $number }.

m017 = ‘{ $value }’ is not a page format
    .help = Write a5, a4, or width and height in millimetres between 60 and 420: 160x240.
    .point = Write it so: { $format }.
    .centimetres = Is this in centimetres? Millimetres are expected.

m018 = the path ‘{ $value }’ { $problem ->
        [backslash] has backslashes
        [absolute] is tied to one machine
       *[parent] leads out of its folder
    }
    .help = { $problem ->
        [backslash] Write / between folders: it works on every system.
        [absolute] Write the path from its folder, without / or a drive at its beginning.
       *[parent] Write a path inside the folder, without .. and without empty names.
    }

m019 = { $what ->
        [tier] the tier ‘{ $name }’ is declared twice
        [item] ‘{ $name }’ stands twice in this list
        [author] ‘{ $name }’ is named twice
        [tome] the tome ‘{ $name }’ is listed twice
        [volume] two tomes have the number { $name }
       *[isbn] the ISBN { $name } is given twice
    }
    .first = first given here
    .help = Change or remove one of the two.

m020 = ‘{ $name }’ is not in book/people.yaml
    .help = Correct the identifier, or add the person to book/people.yaml: { $name }: {"{"} name: … {"}"}.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m021 = the tier ‘{ $name }’ is not declared
    .help = Correct it, or declare it under tiers.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m022 = ‘{ $name }’ is not a tome of book.yaml
    .help = Write the name of a folder that book.yaml lists under tomes.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m023 = the tome ‘{ $name }’ has no file { $name }/tome.yaml
    .help = Correct the name, or create the folder with its tome.yaml.
    .rename = { $found } is there: rename it to { $name }/tome.yaml.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m024 = the tome ‘{ $name }’ is not listed in book/book.yaml
    .help = Add { $name } to tomes in book/book.yaml, or remove its tome.yaml.

m025 = { $reason ->
        [several] a comma is missing in ‘{ $name }’
       *[other] ‘{ $name }’ is neither a page made by name nor a text
    }
    .import = A document that was handed in is imported: make-book import "{ $tome }/{ $name }" --tome { $tome } --write. Then remove this line.
    .help = { $reason ->
        [several] A comma divides pages and texts: { $pages }.
       *[other] Write a file name that ends in .md, or the name of a made page: { $pages }.
    }
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m026 = the file { $path } does not exist
    .help = Correct the name, or add the file.
    .rename = Rename { $found } to { $path }.
    .invisible = Its name differs from those of several files by characters that nobody sees: rename these files.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m027 = this text is not listed in { $tome }
    .help = Add { $name } where it belongs in the order, or move the file out of the folder.
    .rename = Rename it first: its name must end with .md, in small letters.

m028 = ‘{ $name }’ is listed twice
    .first = first listed here
    .help = Remove one of the two.

m029 = two pieces of this volume have the same address, ‘{ $slug }’
    .first = the other one
    .help = Rename one of the two: the number at the beginning of a file name does not count.

m030 = { $empty ->
        [yes] this file is empty: it has neither header nor text
       *[no] this text does not begin with its header
    }
    .help = Begin the file with a line of three hyphens, the keys title, kind, authors and status, and another line of three hyphens.
    .dashes = The first line is made of dashes, as Word sets them: type three hyphens, ---.
    .late = An empty line stands before the header: take it out, so that --- is the first line of the file.

m031 = the header is not closed
    .help = Add a line of three hyphens after the last key.

m040 = this file is not UTF-8{ $encoding ->
        [latin-1] {""}; it looks like Latin-1 (Windows-1252)
        [latin-9] {""}; it looks like Latin-9 (ISO-8859-15)
        [mac] {""}; it looks like Mac Roman
        [dos] {""}; it looks like MS-DOS (CP850)
        [utf-16] {""}; it looks like UTF-16
        [document] {""}; it is a document, and not a text
       *[other] {""}
    }
    .help = { $encoding ->
        [document] Give it the ending of its program (.doc, .docx, .pdf), outside of the book, and import it with ‘make-book import’.
        [other] Open it in the program that made it, and save it as UTF-8: in Notepad, Save as, Encoding; in Word, Plain text, then Unicode (UTF-8).
       *[known] ‘make-book fix’ does it. Or save it again as UTF-8: in Notepad, Save as, Encoding; in Word, Plain text, then Unicode (UTF-8).
    }

m041 = { $count ->
        [one] a control character ({ $codepoint })
       *[other] { $count } control characters, the first { $codepoint }
    } in the text
    .help = Remove { $count ->
        [one] it: it
       *[other] them: they
    } cannot be shown, and often come from a copy and paste.

m042 = { $what ->
        [texts] with this one, the project’s texts are larger together than the { $limit } MiB allowed
        [drawings] with this one, the project’s drawings are larger together than the { $limit } MiB allowed
        [project] with this one, the project’s files are larger together than the { $limit } MiB allowed
       *[file] this file of { $size } MiB is larger than the { $limit } MiB allowed
    }
    .help = Reduce it, or move it out of the project.

m043 = { $path } { $reason ->
        [outside] is a link that leads out of the project
        [dangling] is a link that leads nowhere
        [loop] is a link that leads back to itself
        [multiplied] is one folder too many: links that lead to folders with links make the same files appear thousands of times
        [deep] is a folder within too many others: what is in it is not read
       *[special] is not a file
    }
    .help = { $reason ->
        [multiplied] Keep one link to each folder, or put the files themselves in its place.
        [deep] Move it further up.
       *[other] Put the file itself in its place.
    }

m044 = { $reason ->
        [accents] two files have the same name { $path }, their accents coded differently
        [case] { $path } and { $other } differ by capital letters only
        [windows] Windows cannot write the name { $path }
       *[unicode] the name { $path } is not written in Unicode
    }
    .first = the other file
    .help = Rename the file: on some systems it could not be told apart or opened.

m032 = what follows ‘#’ is a comment and disappears: { $lost }
    .help = Put the whole value between double quotation marks; if it is a comment, write it on a line of its own.

m033 = a letter is missing here: it was replaced by ‘�’{ $others ->
        [0] {""}
        [one] , as was another in this file
       *[other] , as were { $others } others in this file
    }
    .help = Look the word up in the author’s file, and type the letter.

m045 = the project has no file book/book.yaml
    .help = Create it, or call the program from the folder that holds book/.

m062 = the page ‘{ $page }’ has nothing to show: it is left out
    .help = Remove it from tome.yaml, or declare what it should show.

m090 = a line that Git has left: the file holds two versions of the same lines
    .help = Keep the right version, and delete the three lines of signs: <<<<<<<, ======= and >>>>>>>.

m091 = no volume lists the page { $path }
    .help = Add { $path } under front, body or back of a tome.yaml, or move the file out of the folder.

m092 = the folder { $name } holds texts, and is no volume
    .help = Give it a tome.yaml and add { $name } to tomes in book/book.yaml, or move it out of the project.

m093 = no catalogue can read the price ‘{ $price }’
    .help = Write an amount and a currency, and nothing else: 12 €, 12.50 EUR or CHF 15. For a free book, 0 €.

m094 = the file { $path } is empty, or has comments only
    .help = Write its keys, or take the earlier version of the file.
    .book = It needs at least these keys, one a line: ‘title: Our book’, ‘language: en’, ‘editors: [jeanne-martin]’ and ‘tomes: [tome1]’.
    .tome = It needs at least these keys, one a line: ‘number: 1’ and ‘body: [01-first-text.md]’.
    .people = For instance: jeanne-martin, a colon, then on the next line, after two spaces: name: {"{"} given: Jeanne, family: Martin {"}"}.

m104 = the exception of hyphenation ‘{ $words }’ is no word
    .help = Write each word by itself, with hyphens where it may be divided: { $example }.

m063 = no text of the part ‘{ $title }’ is received yet: it is left out
    .help = The part will appear as soon as one of its texts is received.

m064 = the volume ‘{ $tome }’ holds nothing
    .help = List pages and texts under front, body and back.

m065 = the volume has no date
    .help = Add date: YYYY-MM to tome.yaml or book.yaml.

m069 = ‘{ $id }’ appears in no volume
    .help = Remove the entry, or name the person where they belong.

m070 = the volume has no ISBN
    .help = Add isbn to tome.yaml when the numbers are attributed, one per format.

m071 = the publisher’s name or address is missing
    .help = Complete publisher in book.yaml; French law wants both on every copy.

m072 = the volume has no summary
    .help = Add summary to tome.yaml or book.yaml: the back cover and catalogues show it.

m073 = { $name } has no biography{ $others ->
        [0] {""}
        [one] , nor has another who signs
       *[other] , nor have { $others } others who sign
    }
    .help = Add bio to this person in book/people.yaml.

m074 = { $name } has no portrait{ $others ->
        [0] {""}
        [one] , nor has another who signs
       *[other] , nor have { $others } others who sign
    }
    .help = Add portrait to this person in book/people.yaml.

m075 = { $name } has no logo: the name will be set in type
    .help = Add logo to this sponsor in book/sponsors.yaml.

m080 = conformity not claimed: checks to make and to sign: { $checks }
    .help = Sign them in book.yaml, under accessibility, signed, with tome, by, date and checks, once they are made:
    .descriptions = descriptions: each alternative text says what its picture says, and no picture is made of words alone.
    .headings = headings: titles and headings announce what follows them.
    .links = links: each link says where it leads.
    .languages = languages: each phrase in another language is marked, for example [une phrase]{"{"}lang=fr{"}"}.
    .tables = tables: the first row of each table, and no other, is its head.
    .colours = colours: nothing is said by colour, place or form alone, and each drawing stands out from its ground.
    .screen-reader = screen-reader: the EPUB was read from beginning to end with a screen reader, in order, nothing lost.
    .enlarged = enlarged: the EPUB was read with text of twice the size, on a narrow screen and in another face.

m081 = conformity not claimed: the checks are signed, but { $count ->
        [one] one error or warning is left
       *[other] { $count } errors or warnings are left
    }
    .help = Mend what is reported; the claim will follow.

m082 = ‘{ $code }’ is not written as a code of { $scheme } is; the subject is written as plain words
    .help = Copy the code from the list of this scheme; it is written as in ‘{ $example }’, and its heading may follow.
m034 = these words of the scaffold wait for yours: { $words }
    .help = Write them in their place, without keeping ‘{ $sign }’.

m083 = { $others ->
        [0] { $name } is on no page
        [one] { $name } and another name are on no page
       *[other] { $name } and { $others } other names are on no page
    } { $count ->
        [one] of { $tomes }
       *[other] of the volumes { $tomes }
    }
    .general = sponsors or supporters are on no page of the volume
    .help = Add the page ‘{ $page }’ to front or back in tome.yaml, or say by tomes which volumes they support.
m088 = the back cover is not the last page of the volume; it is put there
    .help = Write ‘back-cover’ as the last entry of ‘back’.

m084 = this credit is on no page of this volume
    .help = Add the page ‘legal’ to front, or ‘colophon’ to back, in tome.yaml.

m085 = { $name }: without the page ‘contributors’, this volume does not show { $keys }{ $others ->
        [0] {""}
        [one] , nor what is said of another person
       *[other] , nor what is said of { $others } other people
    }
    .general = what people.yaml says of people is on no page of the volume
    .help = Add ‘contributors’ to back in tome.yaml.

m035 = { $what ->
        [index] the index does not tell apart two people who have
        [sponsor] two sponsors have
        [member] two supporters of a group have
       *[person] two people have
    } the name ‘{ $name }’
    .first = the first time here
    .help = { $what ->
        [index] Give each of them a role: the index prints it after the name.
       *[other] Keep one entry; if they are two, tell them apart by their names.
    }

m036 = the name ‘{ $name }’ is in capitals
    .help = Write it in small letters with its initials: { $proposal }.
    .turned = If it is the family name, exchange it with the given one: { $example }.

m037 = ‘{ $written }’ is ‘{ $letter }’ read in the wrong encoding{ $others ->
        [0] {""}
        [one] , like another letter of this file
       *[other] , like { $others } other letters of this file
    }
    .help = Run ‘make-book fix’, which puts them back, or save the author’s file again as UTF-8.

m038 = ‘{ $name }’ is read as the name of a group, and filed under its first letter
    .help = If it is a person, write: name: {"{"} given: { $given }, family: { $family } {"}"}.

m039 = these curly quotation marks belong to the value, and will be printed
    .help = Take them away, or put straight ones in their place if they were meant to stand round the value.

m095 = ‘{ $name }’: a family name and a given name, as in an index, or two names?
    .help = For a person, write: name: {"{"} given: { $given }, family: { $family } {"}"}; the index turns it by itself. For two groups, make two entries.

m096 = { $kind ->
        [page] { $path } is a web page, often one that asks to sign in, saved under this name
       *[pointer] { $path } is not here: a pointer of { $kind ->
            [annex] git-annex
           *[lfs] Git LFS
        } stands in its place
    }
    .help = { $kind ->
        [page] Open its address in a browser, sign in, and save the file itself.
        [annex] Fetch it: git annex get.
       *[lfs] Fetch it: git lfs pull.
    }

m097 = { $problem ->
        [empty] the account on { $network } has no name
        [server] ‘{ $handle }’ names no server of Mastodon: it is printed without a link
        [domain] ‘{ $handle }’ has no domain, which every name on Bluesky has: it is printed without a link
        [address] ‘{ $handle }’ is an address without its https://: it is printed without a link
        [space] ‘{ $handle }’ is a name, and no account on { $network }: it is printed without a link
       *[sign] ‘{ $handle }’ can be no account on { $network }: it is printed without a link
    }
    .help = { $problem ->
        [empty] Write the name of the account, or delete the key.
        [server] Write the server too: @{ $bare }@mastodon.social.
        [domain] Write the whole name: { $bare }.bsky.social.
        [address] Write the whole address: https://{ $bare }.
       *[other] Write the handle as the network shows it, or the address of the account with https://.
    }

m098 = { $what ->
        [small] text of { $value } points is smaller than the notes of a newspaper
        [large] text of { $value } points is larger than that of books in large print
        [tight] lines { $value } points apart with letters of { $size } points: they touch
        [wide] lines { $value } points apart with letters of { $size } points: more than double-spaced
        [signature] no sheet folds into { $value } pages
        [bleed] a bleed of { $value } millimetres: printers ask for 3 to 5
        [weight] paper of { $value } grams a square metre is none of a book
        [bulk] paper with a bulk of { $value } is none of a book
       *[page] a page of { $value } millimetres is more than twice as long as it is wide, or as wide as it is long
    }
    .help = { $what ->
        [small] Books have 9 to 12 points: text-size: 10.5.
        [large] Books have 9 to 12 points, and those in large print 16 to 18.
        [tight] Write at least a tenth more than the size of the text; a good distance is { $likely }.
        [wide] A good distance is { $likely }.
        [signature] Write 4, 8, 16 or 32, as your printer says, or 2 for books that are printed one by one.
        [bleed] Ask your printer; without the key it is 3.
        [weight] Inner pages have 50 to 170 grams: weight: 90.
        [bulk] It lies between 0.8, coated, and 2.2, of a thick paperback: bulk: 1.25.
       *[page] Compare both numbers with those of your printer.
    }

m099 = the ISBN ‘{ $written }’ is printed as { $shown }
    .help = Write it so: make-book fix does it.

m100 = ‘{ $title }’ is a title, and no given name
    .help = Write given: { $given }; if readers must know the title, write it into ‘role’ or the biography.

m101 = ‘{ $text }’ stands in the place of words, and would be printed
    .help = Write the value, or delete the key. If these signs are meant, put them between double quotation marks: { $example }
