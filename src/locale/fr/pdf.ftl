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

p006 = la police ne peut pas être écrite dans le PDF ({ $reason })
    .help = Remplacez le fichier de police : il est peut-être endommagé.

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

p019 = le dessin montre une image gardée dans un autre fichier ({ $part })
    .help = Incorporez les images lorsque vous exportez le SVG.

p020 = le dessin emploie un dégradé qu’un PDF d’archivage n’admet pas
    .help = Remplacez les dégradés répétés ou en miroir par des dégradés simples.

p021 = le livre dépasse ce qu’un PDF peut contenir ({ $limit })
    .help = Divisez le tome.

p022 = le PDF n’a pas pu être écrit ({ $reason })
    .help = Ce programme est en cause, non le texte : signalez-le-nous avec les mots de ce message.
