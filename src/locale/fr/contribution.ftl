# Messages about the texts (codes C…).

c001 = le lien « { $target } » ne mène nulle part
    .help = Corrigez la cible, ou retirez le lien.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c050 = image introuvable : { $path }
    .help = Corrigez le chemin, qui part du dossier de ce fichier, ou ajoutez l’image.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c051 = le chemin { $path } sort du projet
    .help = Copiez l’image dans le projet, et écrivez un chemin relatif, avec des /.

c052 = image illisible : { $path }
    .help = Exportez-la de nouveau en JPEG, PNG ou SVG.

c053 = l’extension de { $path } est trompeuse : le fichier est du { $format }
    .help = Renommez le fichier.

c054 = image démesurée : { $path }
    .help = Réduisez-la : 2 500 pixels de côté suffisent à une pleine page imprimée.

c055 = les couleurs de { $path } (CMJN ou 16 bits) peuvent changer à l’écran
    .help = Exportez l’image en sRVB, 8 bits par couche.

c056 = l’image { $path } n’a pas de texte de remplacement
    .help = Dites en une phrase ce qu’elle montre ; un simple ornement se marque par {"{"}.decorative{"}"}.

c057 = la photographie { $path } est enregistrée couchée
    .help = Ouvrez-la dans un éditeur d’images, et enregistrez-la redressée.

c058 = intertitre de niveau { $written } où l’on attend le niveau { $expected }
    .help = Retirez un # ; en attendant, le livre remonte l’intertitre.

c059 = le lien mène à « { $title } », texte encore attendu : ses mots paraissent seuls
    .help = Rien à faire : le lien fonctionnera quand le texte sera reçu.

c060 = une notice biographique n’a pas de notes
    .help = Dites-le dans la notice même ; en attendant, la note est imprimée à sa suite.

c061 = texte attendu : { $path } n’a pas de page dans le livre
    .help = Passez status à draft quand le texte sera reçu.

c062 = texte en attente d’approbation : { $path }
    .help = Passez status à approved quand l’auteur aura donné son accord.

c063 = texte de remplacement long : { $length } caractères
    .help = Gardez l’essentiel en 145 caractères ; la légende ou le texte dira le reste.

c064 = le texte de remplacement est un nom de fichier : { $alt }
    .help = Dites en une phrase ce que l’image montre.

c065 = titre trop long pour le titre courant : { $length } caractères
    .help = Ajoutez short-title à l’en-tête du fichier.

c066 = ce texte ne contient aucun mot
    .help = Écrivez-le, ou passez status à expected.

c067 = deux textes portent le titre « { $title } »
    .help = Changez l’un des titres.
    .first = le premier est ici

c068 = { $name } appartient à { $sponsor }, sponsor du volume
    .help = Dites-le au lecteur, dans le texte ou dans la notice.
