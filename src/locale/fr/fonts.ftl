# Messages about fonts (codes F…).

f001 = aucun caractère typographique du livre ne contient « { $character } » ({ $codepoint })
    .help = Remplacez ce caractère, ou ajoutez dans fonts/ une police qui le contient.
