# Messages about the texts (codes C…).

c001 = the link ‘{ $target }’ leads nowhere
    .help = Correct the target, or remove the link.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c050 = picture not found: { $path }
    .help = Correct the path, which starts from this file’s folder, or add the picture.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

c051 = the path { $path } leads out of the project
    .help = Copy the picture into the project, and write a relative path with /.

c052 = unreadable picture: { $path }
    .help = Export it again as JPEG, PNG or SVG.

c053 = the extension of { $path } is misleading: the file is { $format }
    .help = Rename the file.

c054 = enormous picture: { $path }
    .help = Reduce it: 2,500 pixels on a side fill a page in print.

c055 = the colours of { $path } (CMYK or 16 bits) may change on screens
    .help = Export the picture as sRGB with eight bits a channel.

c056 = the picture { $path } has no alternative text
    .help = Say in a phrase what it shows; mark a mere ornament {"{"}.decorative{"}"}.

c057 = the photograph { $path } is stored on its side
    .help = Open it in an image editor and save it upright.

c058 = heading of level { $written } where level { $expected } is expected
    .help = Use one # less; meanwhile the book raises the heading.

c059 = the link leads to ‘{ $title }’, a text still expected: its words are shown alone
    .help = Nothing to do: the link will work when the text is received.

c060 = a biography has no notes
    .help = Say it in the biography itself; meanwhile the note is printed after it.

c061 = text expected: { $path } has no page in the book
    .help = Set status to draft when the text is received.

c062 = text awaiting approval: { $path }
    .help = Set status to approved when the author has agreed.

c063 = long alternative text: { $length } characters
    .help = Keep the essential in 145 characters; the caption or the text can say the rest.

c064 = the alternative text is a file name: { $alt }
    .help = Say in a phrase what the picture shows.

c065 = title too long for the running head: { $length } characters
    .help = Add short-title to the header.

c066 = this text has no words
    .help = Write it, or set status to expected.

c067 = two texts have the title ‘{ $title }’
    .help = Change one of the titles.
    .first = the first is here

c068 = { $name } belongs to { $sponsor }, a sponsor of the volume
    .help = Tell the reader, in the text or in the biography.
