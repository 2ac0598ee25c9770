# Messages about fonts (codes F…).

f001 = aucune police du livre ne contient « { $character } » ({ $codepoint })
    .help = Remplacez ce caractère, ou ajoutez dans fonts/ une police qui le contient.

f002 = la police { $path } { $reason ->
    [collection] contient plusieurs polices
    [cut] n’est pas entière : le fichier s’arrête avant la fin de ses tables
    [changed] est abîmée : ses tables n’ont plus les sommes que son auteur y a notées
    [blank] a des lettres sans dessin, qui seraient invisibles
    [lfs] n’est pas là : un pointeur de Git LFS tient sa place (git lfs pull va la chercher)
    [annex] n’est pas là : un pointeur de git-annex tient sa place (git annex get va la chercher)
    [page] est une page web enregistrée sous le nom d’une police
   *[damaged] est illisible
}
    .help = Reprenez le fichier chez son auteur, ou retirez-le de fonts/ : le livre se compose sans lui.

f003 = la police { $path } est dans un format qui n’est pas lu ; elle ne sert pas
    .help = Mettez la même police dans fonts/ en .ttf ou .otf.

f004 = la police { $path } n’est pas telle que son auteur l’a écrite ({ $tables }) ; elle sert
    .help = Reprenez le fichier chez son auteur, si personne ne l’a modifié exprès : son nom, sa graisse ou ses autorisations sont peut-être faux.
