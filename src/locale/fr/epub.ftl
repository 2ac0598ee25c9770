# Messages about the EPUB (codes E…).

e001 = l’adresse « { $address } » ne peut pas devenir un lien
    .help = Écrivez l’adresse entière, avec https:// devant ; seuls les liens http, https, mailto et tel sont admis.
e002 = l’image « { $path } » ne peut pas être lue
    .help = Ouvrez-la dans un logiciel d’images et enregistrez-la de nouveau, en JPEG ou en PNG.
e003 = ce fichier SVG n’est pas un dessin lisible
    .help = Exportez le dessin de nouveau.
e004 = ce dessin contenait « { $what } », qu’un livre ne peut contenir ; cela a été retiré
    .help = Exportez le dessin en SVG simple, images incorporées.
e005 = la feuille de style va chercher « { $what } » hors du livre ; cela a été retiré
    .help = Recopiez les règles dans la feuille elle-même.
e070 = { $path } est une animation : le livre en montre la première image
    .help = Choisissez l’image qui en dit le plus, ou mettez un lien vers l’animation.
e071 = ce dessin se contient lui-même, ou se répète sans mesure
    .help = Exportez-le de nouveau, sans symboles qui se contiennent.
e076 = ce dessin contient « { $what } », que le PDF ne sait pas montrer
    .help = Écrivez une couleur sous la forme #rrggbb, ou exportez le dessin en SVG simple.
e077 = les filtres de ce dessin prennent trop de temps, ou ne peuvent être tracés
    .help = Exportez le dessin sans effets (flou, ombres, bruit), ou en PNG.
e075 = avec { $path }, les dessins du volume tracent plus de deux millions d’éléments
    .help = Exportez les plus fouillés en PNG, ou simplifiez-les.
e072 = la couverture est petite : { $width } pixels sur { $height }
    .help = Demandez à son auteur le fichier en pleine taille : les librairies demandent 1 600 pixels sur 2 560.
e073 = la page coupe { $percent } % de la couverture, { $where ->
        [sides] à gauche et à droite
       *[ends] en haut et en bas
    }
    .help = Éloignez les titres de ces bords, ou donnez à la couverture la forme de la page.
e060 = la police « { $family } » ne peut être incorporée à l’EPUB : son auteur ne le permet pas
    .help = Demandez à son auteur une licence pour les livres numériques, ou choisissez une police libre.
e061 = la feuille de style impose « { $what } » au lecteur
    .help = Écrivez les longueurs en em, en rem ou en pour cent, et retirez les règles marquées « important ».
e062 = le fichier « { $name } » de l’EPUB compte { $size } Ko, plus que les 300 que toute liseuse supporte
    .help = Divisez le tableau ou le bloc de code, ou commencez de nouveaux paragraphes.
e074 = { $path } dit où la photographie a été prise : le livre ne le répète pas
    .help = Rien à faire, sauf si le fichier lui-même doit circuler.
e006 = { $reason ->
        [forbidden] « { $what } » n’est pas permis dans la feuille de style d’un EPUB ; cela a été retiré
        [broken] « { $what } » n’est pas du CSS que les liseuses sachent lire ; cela a été retiré
        [unclosed] une règle de la feuille de style n’a pas de fin ; elle finit ici
       *[unknown] « { $what } » n’est pas connu comme sûr dans la feuille de style d’un EPUB ; cela a été retiré
    }
    .help = Corrigez-le, ou supprimez-le.
