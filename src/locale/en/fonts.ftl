# Messages about fonts (codes F…).

f001 = no face of the book has ‘{ $character }’ ({ $codepoint })
    .help = Replace the character, or add a font that has it to fonts/.

f002 = the font { $path } { $reason ->
    [collection] holds several faces
    [cut] is not whole: its file ends before its tables do
    [blank] has letters without outlines, which would be invisible
   *[damaged] cannot be read
}
    .help = Take the file from its maker again, or remove it from fonts/: the book is set without it.

f003 = the font { $path } is in a format that is not read; it is not used
    .help = Put the same face into fonts/ as .ttf or .otf.
