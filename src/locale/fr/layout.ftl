# layout

l001 = ligne trop longue { $excess ->
        [one] d’un point
       *[other] de { $excess } points
    }
    .label = rien ne se coupe ici
    .help = Reformulez la phrase, ou indiquez les coupures du mot dans la liste « hyphenation » de book.yaml.

l020 = ce tableau est composé en petits caractères ({ $size } % du corps habituel)
    .help = Abrégez les cellules, supprimez une colonne ou partagez le tableau en deux.
l021 = ce tableau est plus large que la page, même dans le plus petit corps
    .help = Partagez le tableau en deux, ou faites de ses lignes des colonnes.
l022 = ce titre est trop long pour le titre courant
    .help = Ajoutez « short-title » à l’en-tête du texte ; en attendant, le haut des pages porte le titre du livre.
l023 = ceci est plus haut que la page
    .help = Réduisez l’image, ou partagez le tableau ou le graphique en deux.
