# Messages about fonts (codes F…).

f001 = no face of the book has ‘{ $character }’ ({ $codepoint })
    .help = Replace the character, or add a font that has it to fonts/.

f002 = the font { $path } cannot be read
    .help = Take the file from its maker again, or remove it from fonts/: the book is set without it.
