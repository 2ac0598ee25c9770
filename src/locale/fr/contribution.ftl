# Messages about the texts (codes C…).

c001 = le lien « { $target } » ne mène nulle part
    .help = Corrigez la cible, ou retirez le lien.
    .anchors = Les intertitres de ce texte : { $anchors }.
    .no-anchors = Ce texte n’a aucun intertitre : le lien peut mener à son début, sans croisillon.
    .scheme = Une adresse s’écrit en entier : { $scheme }{ $target }
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c050 = image introuvable : { $path }
    .help = Corrigez le chemin, qui part du dossier de ce fichier, ou ajoutez l’image.
    .invisible = Son nom diffère de ceux de plusieurs fichiers par des caractères que personne ne voit : renommez ces fichiers.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c051 = le chemin { $path } { $problem ->
        [backslash] a des barres obliques inverses, que seul Windows comprend
       *[outside] sort du projet
    }
    .help = Copiez l’image dans le projet, et écrivez un chemin relatif, avec des /.

c052 = { $reason ->
        [cut] image coupée : il manque la fin de { $path }
        [empty] fichier vide : { $path }
        [size] dessin sans dimensions : { $path } n’a ni viewBox, ni width et height en unités absolues
        [phone] { $path } est au format { $format }, que peu de liseuses et aucun EPUB n’admettent
        [print] { $path } est au format { $format }, fait pour imprimer
        [foreign] { $path } est au format { $format }, qu’aucun EPUB n’admet
        [lfs] { $path } n’est pas une image : un pointeur de Git LFS tient sa place
        [annex] { $path } n’est pas une image : un pointeur de git-annex tient sa place
        [page] { $path } n’est pas une image mais une page web, souvent celle d’une connexion, enregistrée sous ce nom
       *[damaged] image illisible : { $path }
    }
    .help = { $reason ->
        [cut] Demandez de nouveau le fichier, dont l’envoi s’est interrompu.
        [empty] Demandez de nouveau le fichier.
        [size] Ajoutez à <svg> un attribut viewBox="0 0 LARGEUR HAUTEUR", ou exportez le dessin de nouveau.
        [phone] Exportez-la en JPEG depuis l’application de photos. Un iPhone les enregistre ainsi : Réglages, Appareil photo, Formats, Le plus compatible.
        [print] Exportez-la en SVG si c’est un dessin, en JPEG ou en PNG si c’est une photographie.
        [foreign] Enregistrez-la en JPEG si c’est une photographie, en PNG si c’est un dessin.
        [lfs] Allez chercher l’image elle-même : git lfs pull.
        [annex] Allez chercher l’image elle-même : git annex get.
        [page] Ouvrez son adresse dans un navigateur, connectez-vous, et enregistrez l’image elle-même.
       *[damaged] Exportez-la de nouveau en JPEG, PNG ou SVG.
    }

c053 = l’extension de { $path } est trompeuse : le fichier est du { $format }
    .help = Renommez le fichier.

c054 = image démesurée : { $path }
    .help = Réduisez-la : 2 500 pixels de côté suffisent à une pleine page imprimée.

c055 = { $path } est en CMJN sans profil de couleurs : le livre lui prête celui d’une presse sur papier couché
    .help = Exportez l’image en sRVB, ou incorporez son profil.

c056 = l’image { $path } n’a pas de texte de remplacement
    .help = { $where ->
        [entry] Dites en une phrase ce qu’elle montre, à côté de file : alt: "Une tasse verte".
       *[text] Dites en une phrase ce qu’elle montre ; un simple ornement se marque par {"{"}.decorative{"}"}.
    }

c058 = intertitre de niveau { $written } où l’on attend le niveau { $expected }{ $others ->
        [0] {""}
        [one] , comme à un autre endroit du texte
       *[other] , comme à { $others } autres endroits du texte
    }
    .help = { $count ->
        [one] Retirez un #
       *[other] Retirez { $count } #
    } ; en attendant, le livre remonte l’intertitre.

c059 = le lien mène à « { $title } », texte encore attendu : ses mots paraissent seuls
    .help = Rien à faire : le lien fonctionnera quand le texte sera reçu.

c060 = { $place ->
        [biography] une notice biographique n’a pas de notes
       *[value] aucune note ne peut être appelée ici ; l’appel est laissé de côté
    }
    .help = { $place ->
        [biography] Dites-le dans la notice même ; en attendant, la note est imprimée à sa suite.
       *[value] Appelez la note dans le texte, dans son titre ou dans son sous-titre.
    }

c061 = texte attendu : { $path } n’a pas de page dans le livre
    .help = Passez status à draft quand le texte sera reçu.

c062 = texte en attente d’approbation : { $path }
    .help = Passez status à approved quand l’auteur aura donné son accord.

c063 = texte de remplacement long : { $length } caractères
    .help = Gardez l’essentiel en 145 caractères ; la légende ou le texte dira le reste.

c064 = le texte de remplacement est un nom de fichier : { $alt }
    .help = Dites en une phrase ce que l’image montre.

c066 = ce texte ne contient aucun mot
    .help = Écrivez-le, ou passez status à expected.

c100 = { $path } contient un texte, mais son statut dit qu’il est attendu : il n’est pas dans le livre
    .help = Écrivez status: draft, review ou approved ; sinon, ôtez le texte.

c067 = deux textes portent le titre « { $title } »
    .help = Changez l’un des titres.
    .first = le premier est ici

c068 = { $name } appartient à { $sponsor }, sponsor du volume
    .help = Dites-le au lecteur, dans le texte ou dans la notice.
c002 = { $name ->
        [none] ce conteneur n’a pas de nom
       *[other] le conteneur « { $name } » n’existe pas
    }
    .help = Les conteneurs sont : aside, epigraph, question, answer, verse, figure et table.
    .chart = Un graphique est un bloc de code : ```chart bars, puis ses valeurs, puis ```. Voir « make-book help chart ».
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c070 = la note « { $label } » s’appelle elle-même, ou est appelée par une note qu’elle appelle ; cet appel est laissé de côté
    .help = Retirez cet appel, ou nommez une autre note.

c071 = des notes appellent des notes sur plus de { $limit } niveaux, jusqu’à « { $label } » ; cet appel est laissé de côté
    .help = Portez les dernières notes dans celles qui les appellent.

c003 = le conteneur « { $name } » n’est pas fermé
    .help = Ajoutez une ligne « { $fence } » là où il se termine.

c004 = { $problem ->
        [colons] un conteneur s’ouvre par trois deux-points, et non par deux
       *[closing] cette clôture ne ferme aucun conteneur
    }
    .help = { $problem ->
        [colons] Tapez-en trois, puis le nom du conteneur.
       *[closing] Retirez la ligne, ou donnez-lui autant de deux-points qu’en a l’ouverture.
    }

c005 = ce bloc de code n’est pas fermé
    .help = Ajoutez une ligne de clôture, avec autant d’accents graves ou de tildes.

c006 = l’attribut « { $name } » n’a pas cours ici
    .help = Corrigez son nom, ou retirez-le.{ $allowed ->
        [none] {""}
       *[other] {" "}Noms admis ici : { $allowed }.
    }
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c007 = ces attributs sont illisibles
    .help = Écrivez par exemple {"{"}#identifiant title="deux mots"{"}"}, guillemets et accolade fermés.

c008 = l’identifiant « { $anchor } » ne peut pas servir d’adresse
    .help = Employez des minuscules sans accents, des chiffres et des traits d’union isolés.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c009 = l’identifiant « { $anchor } » sert déjà dans ce texte
    .help = Donnez à chacun le sien.

c010 = « { $language } » n’est pas un code de langue
    .help = Écrivez un code de langue : fr, en, en-GB, ar.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c011 = { $kind ->
        [comment] un commentaire n’est pas imprimé
        [hidden] l’élément HTML « { $name } » est laissé de côté, avec tout ce qu’il contient
        [empty] l’élément HTML « { $name } » est laissé de côté
       *[kept] de l’élément HTML « { $name } », seuls les mots sont gardés
    }{ $others ->
        [0] {""}
        [one] , ici et une autre fois dans ce texte
       *[other] , ici et { $others } autres fois dans ce texte
    }
    .help = { $remedy ->
        [comment] Rien à faire, à moins que les lecteurs ne doivent le voir.
        [break] Écrivez * * * seul sur une ligne.
        [list] Commencez chaque point par un trait d’union, ou par 1. et ainsi de suite.
        [definition] Écrivez le terme sur une ligne, et dessous un deux-points, une espace et la définition.
        [table] Écrivez le tableau avec des barres : | a | b |, et sous sa première ligne | --- | --- |.
        [heading] Écrivez ## puis les mots, seuls sur une ligne.
        [quotation] Commencez chaque ligne par > et une espace.
        [code] Mettez ``` sur une ligne avant, et sur une ligne après.
        [paragraph] Laissez une ligne vide entre les alinéas ; pour un encadré, écrivez ::: aside.
        [figure] Écrivez ![texte de remplacement](images/fichier.png "légende") seul sur une ligne.
        [language] Écrivez [mots]{"{"}lang=en{"}"} pour une autre langue, [mots]{"{"}.sc{"}"} pour des petites capitales.
        [quotes] Tapez les guillemets.
        [link] Écrivez [mots](adresse), ou donnez un href à l’élément.
       *[other] Dites-le en Markdown. Seuls em, strong, b, i, del, s, code, a (avec href), br, sup, sub et abbr (avec title) sont compris.
    }

c012 = l’élément HTML « { $name } » n’est pas fermé
    .help = Ajoutez sa balise fermante.
    .rest = Tout ce qui suit manque au livre : fermez-le, un commentaire par -->, ou mettez une barre oblique inverse devant le <.

c013 = ce titre est de niveau 1, comme celui du texte ; il est composé au niveau 2
    .help = Commencez les intertitres par « ## ».
    .title = Celui-ci est déjà dans l’en-tête : ôtez cette ligne.

c014 = la note « { $label } » est appelée, mais n’est pas écrite
    .help = Écrivez-la, ou retirez l’appel.
    .empty = Elle n’a pas de mots : écrivez-les après le deux-points, ou retirez l’appel et cette ligne.
    .space = Ôtez l’espace qui précède le deux-points de cette note : [^{ $label }]: La note.

c015 = la note « { $label } » n’est appelée nulle part ; elle est laissée de côté
    .help = Appelez-la dans le texte, ou retirez-la.

c016 = la note « { $label } » est écrite deux fois ; la première est gardée
    .help = Donnez un autre nom à celle-ci, ou retirez-la.
    .first = La première est ici.

c017 = le lien renvoie à la définition « { $label } », qui n’est pas écrite
    .help = Écrivez la définition, ou mettez une barre oblique inverse devant le crochet.

c018 = ce lien est incomplet
    .help = Écrivez les mots et la cible : [mots](cible).
    .no-target = Il n’a pas de cible ; ses mots sont gardés.
    .no-words = Il n’a pas de mots ; son adresse est montrée à la place.

c019 = le titre « { $title } » ne sera pas montré
    .help = Un lien ou une image dans la ligne n’a pas de titre : dites-le dans la phrase.

c020 = le caractère invisible { $sign ->
        [U00AD] U+00AD (trait d’union conditionnel)
        [U200B] U+200B (espace sans chasse)
        [U200C] U+200C (antiliant sans chasse)
        [U200D] U+200D (liant sans chasse)
        [U200E] U+200E (marque de gauche à droite)
        [U200F] U+200F (marque de droite à gauche)
        [U2060] U+2060 (gluon de mots)
        [UFEFF] U+FEFF (marque d’ordre des octets)
       *[other] { $character }
    } { $becomes ->
        [space] devient une espace
       *[nothing] est retiré
    }
    .help = Supprimez-le du texte.

c021 = l’imbrication dépasse { $limit } niveaux
    .help = Emboîtez moins de blocs ou de mises en forme.

c022 = { $lost ->
    [one] une cellule est perdue
   *[other] { $lost } cellules sont perdues
 } : le tableau a { $columns ->
    [one] { $columns } colonne
   *[other] { $columns } colonnes
 }
    .help = Ajoutez des colonnes à la première ligne, ou une barre oblique inverse devant une barre qui est du texte.

c023 = { $name ->
        [none] ce graphique n’a pas de forme
       *[other] la forme de graphique « { $name } » n’existe pas
    }
    .help = Écrivez bars (barres), stacked (barres empilées) ou lines (courbes).
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c024 = « { $text } » n’est pas un nombre (ligne { $row }, série { $column })
    .help = Écrivez les chiffres seuls ; l’unité va dans l’attribut unit.
    .exponent = Un tableur a abrégé ce nombre : écrivez-le en entier.

c025 = la ligne { $row } du graphique a { $cells ->
        [one] { $cells } valeur
       *[other] { $cells } valeurs
    } pour { $series ->
        [one] { $series } série
       *[other] { $series } séries
    }
    .help = Donnez une valeur par série ; mettez entre guillemets une virgule qui est du texte.

c121 = { $what ->
        [row] deux lignes du graphique s’appellent « { $name } »
       *[series] deux séries du graphique s’appellent « { $name } »
    }
    .first = la première est ici
    .help = Nommez chacune par ce qui la distingue, ou ôtez celle qui est collée deux fois.

c026 = { $problem ->
        [head] la première ligne de ce graphique ne nomme pas ses séries
       *[none] ce graphique n’a pas de valeurs
    }
    .help = Donnez-lui une première ligne de noms, puis au moins une ligne de valeurs.
    .separator = Entre les valeurs d’une ligne se met une virgule, un point-virgule ou une tabulation.
    .head = Un graphique commence par la ligne des noms, sans titre ni commentaire au-dessus : « Ville », « Habitants ».
    .format = Son fichier n’est pas un tableau qui se lise : enregistrez-le en .csv depuis le tableur.

c027 = le fichier de données « { $file } » est introuvable
    .help = Corrigez le chemin, qui part du dossier du texte.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

c028 = ce guillemet n’est pas fermé
    .help = Fermez-le, ou doublez-le s’il fait partie de la valeur.

c029 = le conteneur « { $name } » ne contient pas ce qu’il devrait
    .help = Mettez dans figure une image, dans table un tableau, avec une seule légende (caption, ou un alinéa à côté) ; dans verse des vers seulement.

c030 = { $kind ->
        [paragraphs] plusieurs alinéas sont écrits là où l’on attend une ligne : ils sont réunis
       *[block] un bloc est écrit là où l’on attend une ligne
    }
    .help = { $kind ->
        [paragraphs] Dites-le en un alinéa ; un résumé ou un titre tient en une ligne.
       *[block] Écrivez une seule ligne, sans marque d’intertitre, de citation ou de code.
    }

c031 = cette image décorative a un texte de remplacement, qui est laissé de côté
    .help = Retirez {"{"}.decorative{"}"}, ou le texte.

c032 = cet intertitre n’a pas de mots ; il est laissé de côté
    .help = Donnez-lui des mots, ou retirez-le.

c034 = une image est placée là où l’on attend une ligne de texte
    .help = Écrivez des mots, et placez l’image dans le texte.
c035 = cette clôture est là où aucun conteneur ne peut commencer ni finir : elle est imprimée comme du texte
    .help = Mettez-la en retrait comme le texte qui l’entoure, sous une ligne vide ; mettez-la en code si ses deux-points sont à lire.

c036 = ceci ressemble à { $kind ->
        [note] une note dans le texte, ^[…]
        [math] une formule, $…$
        [subscript] un indice, ~…~
        [superscript] un exposant, ^…^
        [verse] des vers, |
        [table] un tableau d’un autre programme
        [template] une commande de gabarit, {"{{"} … {"}}"}
        [attributes] des attributs, {"{"}: …{"}"}
        [shortcode] un code de mise en page, [ … ]
        [wiki] un lien de wiki, [[…]]
        [header] un en-tête, +++
        [task] une tâche, [ ]
        [highlight] un surlignage, ==…==
        [emoji] un émoji écrit par son nom, :…:
        [citation] la clé d’une référence, [@…]
        [latex] une commande de LaTeX
        [admonition] un encadré d’un autre programme
        [caption] la légende d’un tableau, telle que pandoc la lit
        [dialogue] un dialogue tapé comme une liste
       *[definition] une définition
    } ; c’est imprimé tel quel{ $others ->
        [0] {""}
        [one] , ici et une autre fois dans ce texte
       *[other] , ici et { $others } autres fois dans ce texte
    }
    .help = { $kind ->
        [note] Écrivez [^1] ici, et [^1]: suivi de la note, seul sur une ligne.
        [math] Écrivez-la en Unicode, avec <sup> et <sub>, ou faites-en un dessin.
        [subscript] Écrivez <sub>…</sub>.
        [superscript] Écrivez <sup>…</sup>.
        [verse] Mettez les vers entre ::: verse et :::.
        [table] Écrivez le tableau avec des barres : | a | b |, et sous sa première ligne | --- | --- |.
        [template] Écrivez ce qu’elle devrait montrer ; aucun programme ne la remplira.
        [attributes] Seuls les titres, figures, tableaux et [mots]{"{"}…{"}"} prennent des attributs, collés à eux.
        [shortcode] Écrivez ![texte de remplacement](images/fichier.png "légende"), ou retirez-le.
        [wiki] Écrivez [mots](fichier.md), ou ![texte de remplacement](images/fichier.png).
        [header] Écrivez l’en-tête en YAML, entre deux lignes ---.
        [caption] Mettez le tableau entre ::: table {"{"}caption="Sa légende"{"}"} et :::.
        [task] Retirez les crochets, ou tapez le signe ☐ ou ☑.
        [highlight] Écrivez *…* ou **…**.
        [emoji] Tapez l’émoji lui-même.
        [citation] Écrivez la référence, ou une note : [^1].
        [latex] Retirez-la, ou dites-le en Markdown.
        [admonition] Mettez-le entre ::: aside et :::.
        [dialogue] Commencez chaque réplique par un tiret —, et laissez une ligne vide entre elles.
       *[definition] Un terme est une ligne courte, sans point final, juste au-dessus du deux-points.
    }

c037 = cette image, écrite en HTML, n’est pas montrée
    .help = Écrivez ![{ $alt }]({ $file })

c038 = { $shape ->
        [picture] cette image n’est pas dans le livre : son adresse contient des espaces, et « { $target } » est imprimé à sa place
       *[other] ces crochets ne font pas de lien : « { $target } » est imprimé
    }
    .help = { $shape ->
        [space] Ôtez l’espace entre le crochet et la parenthèse : [mots](https://exemple.fr).
        [open] Fermez la parenthèse après l’adresse : [mots](https://exemple.fr).
        [picture] Mettez son adresse entre < et > : <{ $target }>.
        [reversed] Mettez les mots entre crochets et l’adresse entre parenthèses : [mots](https://exemple.fr).
       *[other] Mettez entre < et > une cible qui contient des espaces ; ni note ni autre lien ne peut être entre les crochets.
    }

c039 = cette suite d’une note est lue comme du code : la note est écrite dans une autre
    .help = Écrivez chaque note à la marge, et mettez sa suite en retrait de quatre espaces.

c033 = ce graphique a des valeurs dans le texte et dans le fichier « { $file } », qui est pris
    .help = Gardez les unes ou les autres.

c075 = cette image de { $width } × { $height } pixels n’est haute que d’une ligne{ $others ->
        [0] {""}
        [one] , comme une autre de ce texte
       *[other] , comme { $others } autres de ce texte
    }
    .help = Mettez-la seule sur sa ligne, hors d’un tableau : elle devient une figure.
c090 = ce graphique a plus de lignes qu’un dessin n’en peut montrer : { $most } au plus
    .help = Regroupez les valeurs, une ligne par mois plutôt que par jour, ou faites plusieurs graphiques.
    .chart = le graphique
c091 = ce titre a { $count } caractères : { $most } au plus en font un
    .help = Faites-en un paragraphe, et donnez un titre au texte.
c092 = c’est plus de texte qu’un volume n’en peut contenir ; ce qui suit est laissé de côté
    .help = Répartissez-le en plusieurs volumes ; publiez une liste ou un tableau de valeurs à côté du livre.

c040 = { $kind ->
        [heading] un intertitre sans espace après ses croisillons ; il est imprimé tel quel
        [bullet] une puce de traitement de texte ; la liste n’en est pas une
        [bars] un tableau sans sa ligne de tirets ; il est imprimé tel quel
        [colons] un conteneur s’ouvre par trois deux-points ; cette ligne est imprimée telle quelle
        [replies] ces répliques se suivent en un seul alinéa
        [bold] cette ligne en gras ressemble à un intertitre, et n’en est pas un
        [times] ces astérisques mettent un nombre en italique
        [stars] un astérisque sans son pareil, ou suivi d’une espace ; il est imprimé tel quel
        [definition] cette ligne définit la cible d’un lien, et n’est pas imprimée
        [call] un numéro entre crochets, qui n’appelle pas de note ; il est imprimé tel quel
        [rule] les tirets de la ligne suivante font de cet alinéa un intertitre
        [chart] ce bloc est imprimé comme du code, et non comme un graphique
        [waiting] ces mots disent que le texte est encore à écrire
        [underscore] un trait de soulignement sans son pareil ; il est imprimé tel quel
        [strike] deux tildes sans leurs pareils ; ils sont imprimés tels quels
        [tick] un accent grave sans son pareil ; il est imprimé tel quel
        [critic] une marque de correction, que ce programme ne lit pas ; elle est imprimée telle quelle
        [typed-list] ces lignes se suivent en un seul alinéa : ce n’est pas une liste
        [lettered] ces lignes se suivent en un seul alinéa : une lettre ne fait pas de liste
        [wrapped] cette ligne commence une liste au milieu d’une phrase : son signe n’est pas imprimé
        [year] ce nombre et son point font une liste de cet alinéa
        [detached] ces attributs ne sont collés à rien ; ils sont imprimés tels quels
        [header] ces lignes ressemblent à un second en-tête ; elles sont imprimées comme du texte
        [reference] un numéro qui n’est celui d’aucun caractère
        [numbers] ce numéro ne suit pas celui d’avant : la liste est numérotée à la suite
        [lost-sign] le signe qui commence cet alinéa n’est pas imprimé : il en fait une citation ou une liste
       *[code] cet alinéa commence par quatre espaces ou une tabulation : il est composé comme du code
    }{ $others ->
        [0] {""}
        [one] , ici et une autre fois dans ce texte
       *[other] , ici et { $others } autres fois dans ce texte
    }
    .general = ceci est presque du Markdown
    .help = { $kind ->
        [heading] Mettez une espace après les croisillons : ## Un intertitre.
        [bullet] Commencez chaque élément par un trait d’union et une espace, sur sa propre ligne, après une ligne vide.
        [bars] Sous la première ligne, ajoutez-en une de tirets, avec autant de colonnes : | --- | --- |.
        [colons] Tapez trois deux-points, puis le nom du conteneur.
        [replies] Laissez une ligne vide entre deux répliques.
        [bold] Si c’en est un, commencez-le par ## et ôtez les astérisques.
        [times] Écrivez le signe × à leur place.
        [stars] Pour de l’italique, un astérisque touche le premier mot et un autre le dernier : *deux mots*. Pour l’appel d’une note, écrivez [^1] ; pour un astérisque, \*.
        [definition] Pour un dialogue, mettez le nom en gras : **Zoé** : Oui. Pour un lien, écrivez l’adresse ou le fichier après le deux-points.
        [call] Écrivez l’appel [^1], et la note sur sa propre ligne, plus bas : [^1]: La note.
        [rule] Laissez une ligne vide avant les tirets ; pour un intertitre, commencez-le par ##.
        [chart] Écrivez ```chart bars, ```chart stacked ou ```chart lines : voir « make-book help chart ».
        [waiting] Écrivez le texte, ou ôtez ces mots.
        [underscore] Pour de l’italique, mettez un astérisque de chaque côté : *deux mots* ; pour le signe, \_.
        [strike] Mettez-en deux aussi après le dernier mot barré ; pour le signe, \~.
        [tick] Le code se met entre deux accents graves ; pour le signe, \`.
        [critic] Acceptez ou refusez la correction ; un commentaire se met entre <!-- et -->.
        [typed-list] Mettez une espace après chaque tiret ou chaque numéro : - premier, 1. premier.
        [lettered] Laissez une ligne vide entre elles, ou commencez chacune par 1. ou par un trait d’union et une espace.
        [wrapped] Mettez-la à la suite de la ligne d’avant, ou une barre oblique inverse devant : \-, \*, 1\. Pour une liste, laissez une ligne vide avant.
        [year] Mettez une barre oblique inverse avant le point : 1984\. Une année.
        [detached] Mettez les mots entre crochets et collez-y l’accolade : [deux mots]{"{"}lang=en{"}"}.
        [header] Un texte n’a qu’un en-tête, au début du fichier : réunissez-les, ou faites deux textes.
        [reference] Tapez le caractère lui-même.
        [numbers] Corrigez le numéro ; pour garder ceux-ci, mettez une barre oblique inverse avant chaque point : 99\. Un mot.
        [lost-sign] Mettez une barre oblique inverse devant : \> 50 %, \+ 12 %.
       *[code] Ôtez ces espaces : l’alinéa a son retrait d’office. Pour du code, mettez ``` au-dessus et au-dessous.
    }

c076 = le portrait de { $name } a { $width } pixels sur { $height } : il sera une bande étroite
    .help = Recadrez-le en carré, ou presque.

c101 = le conteneur « { $name } » est vide : il est laissé de côté
    .help = Mettez son texte entre ses deux lignes de deux-points, ou supprimez-les.

c116 = « { $name } » est pris pour le nom d’une série, et sa ligne n’est pas dessinée
    .help = Si c’est une valeur, ajoutez au-dessus une ligne de noms : « Ville », « Habitants ». Si c’est bien un nom, donnez-lui un mot : série { $name }.

c117 = « { $text } » se lit comme un nombre à trois décimales, à côté de « { $other } »
    .help = Si le point sépare les milliers, ôtez-le ; s’il sépare les décimales, écrivez-les toutes de la même façon.
