# pdf

p001 = aucune police du livre ne sait dessiner « { $text } » dans le PDF
    .help = Remplacez le caractère, ou ajoutez à fonts/ une police qui le possède.

p002 = un signe dessiné ne correspond à aucun caractère
    .help = Remplacez le caractère, ou choisissez une autre police.

p003 = le caractère invisible { $code } n’a pas sa place dans un texte
    .help = Supprimez-le : la plupart des éditeurs de texte savent afficher les caractères invisibles.

p004 = le caractère { $code } est à usage privé : il ne veut rien dire hors de sa police
    .help = Remplacez-le par le caractère prévu par Unicode, ou par une image munie d’un texte de remplacement.

p005 = la police « { $font } » interdit d’être incorporée au PDF
    .help = Remplacez-la par une police dont la licence permet l’incorporation.

p006 = { $format ->
    [cff2] les contours de la police « { $font } » sont au format CFF2, qu’aucun PDF n’admet
   *[known] la police « { $font } » ne peut pas être écrite dans le PDF ({ $reason })
}
    .help = { $format ->
    [cff2] Remplacez le fichier par la version statique de la police, .otf ou .ttf, que son auteur propose à côté de la version variable.
   *[known] Remplacez le fichier de police : il est peut-être endommagé.
}

p007 = une figure n’a pas de texte de remplacement
    .help = Décrivez ce qu’elle montre, ou déclarez-la décorative.

p008 = un lien n’a pas de description
    .help = Donnez un texte au lien.

p009 = un titre est vide
    .help = Écrivez le titre, ou supprimez-le.

p010 = un titre de niveau { $level } suit un titre de niveau { $previous }
    .help = Employez le niveau { $expected }.

p011 = le PDF n’a pas de titre
    .help = Donnez un titre au livre dans book.yaml.

p012 = le PDF n’a pas de signets
    .help = Donnez au tome au moins une section qui porte un titre.

p013 = un élément de la page { $page } n’appartient pas au texte : il sera dessiné, mais pas lu à voix haute
    .help = La mise en page est en cause, non le texte : signalez-le-nous.

p014 = l’élément { $child } n’est pas admis dans { $parent }
    .help = La mise en page est en cause, non le texte : signalez-le-nous ; en attendant, écrivez le passage autrement.

p015 = les lignes du tableau n’ont pas toutes le même nombre de cellules ({ $cells } au lieu de { $expected })
    .help = Complétez les lignes trop courtes.

p016 = un lien mène à « { $name } », qui n’est sur aucune page
    .help = Corrigez la cible, ou retirez le lien.

p017 = deux endroits portent le même nom, « { $name } »
    .help = Renommez l’un des deux.

p018 = l’image ne peut pas être lue
    .help = Exportez-la de nouveau en PNG, JPEG ou SVG.

p020 = le dessin emploie un dégradé qu’un PDF d’archivage n’admet pas
    .help = Remplacez les dégradés répétés ou en miroir par des dégradés simples.

p021 = le livre dépasse ce qu’un PDF peut contenir ({ $limit })
    .help = Divisez le tome.

p022 = le PDF n’a pas pu être écrit ({ $reason })
    .help = Ce programme est en cause, non le texte : signalez-le-nous avec les mots de ce message.

p023 = une note n’a pas d’identifiant à elle
    .help = La mise en page est en cause, non le texte : signalez-le-nous ; en attendant, écrivez la note à une autre place.

p060 = le dos de la couverture est calculé pour un papier de 90 g/m² et de main 1,25, faute d’autre indication
    .help = Demandez le grammage et la main du papier à l’imprimeur, et écrivez-les sous « print: paper: » dans book.yaml.

p061 = la couverture imprimée n’a pas de quatrième page : l’ordre du tome ne nomme pas « back-cover »
    .help = Ajoutez back-cover à la fin de « back » dans tome.yaml.

p062 = le livre imprimé n’a pas d’ISBN à lui
    .help = Écrivez-le sous « isbn: print: » dans tome.yaml.

p063 = le titre est trop long pour le dos, qui reste sans lui
    .help = Abrégez le titre, ou choisissez un format plus haut.
