# Messages about fonts (codes F…).

f001 = no face of the book has ‘{ $character }’ ({ $codepoint })
    .help = Replace the character, or add a font that has it to fonts/.

f002 = the font { $path } { $reason ->
    [collection] holds several faces
    [cut] is not whole: its file ends before its tables do
    [changed] is damaged: its tables no longer have the sums that its maker recorded
    [blank] has letters without outlines, which would be invisible
    [lfs] is not here: a pointer of Git LFS stands in its place (git lfs pull fetches it)
    [annex] is not here: a pointer of git-annex stands in its place (git annex get fetches it)
    [page] is a web page saved under the name of a font
   *[damaged] cannot be read
}
    .help = Take the file from its maker again, or remove it from fonts/: the book is set without it.

f003 = the font { $path } is in a format that is not read; it is not used
    .help = Put the same face into fonts/ as .ttf or .otf.

f004 = the font { $path } is not as its maker wrote it ({ $tables }); it is used
    .help = Take the file from its maker again if nobody changed it on purpose: its name, weight or permissions may be wrong.
