# Messages about fonts (codes F…).

f001 = aucune police du livre ne contient « { $character } » ({ $codepoint })
    .help = Remplacez ce caractère, ou ajoutez dans fonts/ une police qui le contient.

f002 = la police { $path } est illisible
    .help = Reprenez le fichier chez son auteur, ou retirez-le de fonts/ : le livre se compose sans lui.
