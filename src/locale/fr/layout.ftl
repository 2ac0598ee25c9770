# layout

l001 = ligne trop longue { $amount ->
        [one] d’un point
       *[other] de { $amount } points
    }
    .label = rien ne se coupe ici
    .help = { $kind ->
        [code] Coupez la ligne de code là où sa langue le permet.
       *[other] Reformulez la phrase, ou remplacez par de simples espaces les espaces insécables qui attachent ses mots.
    }

l002 = mot plus long qu’une ligne : { $word }
    .label = coupé là où la ligne finit
    .help = { $kind ->
        [address] Écrivez des mots à la place de l’adresse : [des mots](adresse).
       *[other] Indiquez les coupures du mot dans la liste « hyphenation » de book.yaml, ou mettez-en un autre.
    }

l003 = ligne trop lâche : ses espaces ont { $amount } % de leur largeur
    .help = Reformulez la phrase, ou indiquez les coupures du mot qui suit dans la liste « hyphenation » de book.yaml.

l020 = ce tableau est composé en petits caractères ({ $size } % du corps habituel)
    .help = Abrégez les cellules, supprimez une colonne ou partagez le tableau en deux.
l021 = ce tableau est plus large que la page, même tourné et dans le plus petit corps : il se poursuit au-dessous de lui-même
    .help = Partagez le tableau en deux, ou faites de ses lignes des colonnes.
l022 = ce titre est trop long pour le titre courant
    .help = Ajoutez « short-title » à l’en-tête du texte ; en attendant, le haut des pages porte le titre du livre.
l023 = ceci est plus haut que la page
    .help = Réduisez l’image, abrégez sa légende, ou partagez le tableau ou le graphique en deux.
l080 = ce tableau, trop large, est tourné d’un quart de tour sur une page à lui
    .help = Abrégez les cellules ou supprimez une colonne s’il doit rester dans le texte.
l090 = cette image n’a que { $dots } points par pouce, imprimée sur { $width } mm de large
    .help = Demandez l’original, plus grand, ou montrez l’image plus petite ; l’impression veut 300 points par pouce, 200 au moins.
l081 = ce graphique a { $count } séries, mais seules { $most } se distinguent sans couleur
    .help = Faites-en deux graphiques, ou réunissez les plus petites séries.
l082 = une valeur négative ne se voit pas dans un graphique empilé
    .help = Dessinez des barres côte à côte : « chart bars ».
l084 = { $reason ->
        [restless] les liens vers { $tome } sont imprimés sans numéro de page : ceux des deux volumes changent sans fin
       *[errors] les liens vers { $tome } sont imprimés sans numéro de page : ce volume a des erreurs
    }
    .help = { $reason ->
        [restless] Ôtez un lien, ou reformulez son paragraphe.
       *[errors] Corrigez-les, et composez ce volume de nouveau : « make-book check { $tome } ».
    }
l083 = { $lost ->
        [price] la quatrième de couverture ne tient pas sur une page, même en petits caractères ; le prix n’y est pas
        [code] la quatrième de couverture ne tient pas sur une page, même en petits caractères ; le code-barres n’y est pas
        [both] la quatrième de couverture ne tient pas sur une page, même en petits caractères ; ni le code-barres ni le prix n’y sont
       *[words] la quatrième de couverture ne tient pas sur une page, même en petits caractères
    }
    .help = Abrégez le résumé (« summary » dans tome.yaml).
l088 = ces mots ne tiennent pas sur la couverture, même en petits caractères
    .help = Abrégez-les, ou donnez au volume une image de couverture (« cover » dans tome.yaml).
