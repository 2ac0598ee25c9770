# Messages about fonts (codes F…).

f001 = no face of the book has ‘{ $character }’ ({ $codepoint })
    .help = Replace the character, or add a font that has it to fonts/.
