# pdf

p001 = no face of the book can draw “{ $text }” in the PDF
    .help = Replace the character, or add a face that has it to fonts/.

p002 = a drawn sign stands for no character
    .help = Replace the character, or choose another face.

p003 = the invisible character { $code } has no place in a text
    .help = Delete it: most text editors can show invisible characters.

p004 = the character { $code } is for private use: it means nothing outside its face
    .help = Replace it by the character that Unicode has for it, or by a picture with an alternative text.

p005 = the font “{ $font }” forbids being embedded in the PDF
    .help = Replace it by a font whose licence allows embedding.

p006 = { $format ->
    [cff2] the font “{ $font }” has outlines in the format CFF2, which no PDF can hold
   *[known] the font “{ $font }” cannot be written to the PDF ({ $reason })
}
    .help = { $format ->
    [cff2] Replace the file by the static version of the font, .otf or .ttf, which its maker offers beside the variable one.
   *[known] Replace the font file; it may be damaged.
}

p007 = a figure has no alternative text
    .help = Write what it shows, or declare it decorative.

p008 = a link has no description
    .help = Give the link a text.

p009 = a heading is empty
    .help = Write the heading, or remove it.

p010 = a heading of level { $level } follows a heading of level { $previous }
    .help = Use level { $expected }.

p011 = the PDF has no title
    .help = Give the book a title in book.yaml.

p012 = the PDF has no bookmarks
    .help = Give the volume at least one section with a title.

p013 = something on page { $page } belongs to no place in the text: it is drawn but not read aloud
    .help = The page layout is at fault, not the text: please report it.

p014 = the element { $child } is not allowed in { $parent }
    .help = The page layout is at fault, not the text: please report it; meanwhile, write the passage in another way.

p015 = the rows of the table differ in their number of cells ({ $cells } instead of { $expected })
    .help = Complete the short rows.

p016 = a link leads to “{ $name }”, which is on no page
    .help = Correct the target, or remove the link.

p017 = two places have the same name, “{ $name }”
    .help = Rename one of the two.

p018 = the picture cannot be read
    .help = Export it again as PNG, JPEG or SVG.

p020 = the drawing uses a gradient that an archival PDF does not allow
    .help = Replace repeated or reflected gradients by plain ones.

p021 = the book exceeds what a PDF can hold ({ $limit })
    .help = Divide the volume.

p022 = the PDF could not be written ({ $reason })
    .help = This program is at fault, not the text: please report it with the words of this message.

p023 = a note has no identifier of its own
    .help = The page layout is at fault, not the text: please report it; meanwhile, write the note in another place.

p060 = the spine of the cover is computed for a paper of 90 g/m² and bulk 1.25, for want of another
    .help = Ask the printer for the weight and bulk of the paper, and write them under ‘print: paper:’ in book.yaml.

p061 = the printed cover has no back: the order of the volume does not name ‘back-cover’
    .help = Add back-cover at the end of ‘back’ in tome.yaml.

p062 = the printed book has no ISBN of its own
    .help = Write it under ‘isbn: print:’ in tome.yaml.

p063 = the title is too long for the spine, which is left without it
    .help = Shorten the title, or choose a taller format.
