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
