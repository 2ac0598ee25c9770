# Messages about the YAML files (codes M…). `.help` says what to do; `.label` stands under the excerpt.

m001 = clé inconnue « { $key } »
    .help = Corrigez ou supprimez cette clé : ce qu’elle dit serait perdu. Clés admises ici : { $keys }.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?
    .space = Il manque une espace après le deux-points : { $example }.
    .comma = Si c’est la suite de la valeur qui précède, sa virgule l’en sépare : mettez toute la valeur entre guillemets droits.
    .within = Sa place est là : { $example }.
    .file = C’est un fichier : ôtez le deux-points après son nom. - { $example }
    .title = Le titre d’un texte est dans son fichier ; ici, son fichier seul : - { $example }
    .part = Une partie s’écrit : - { $example }, et au-dessous, texts: suivi de ses textes.

m002 = { $problem ->
        [tab] une tabulation se trouve là où YAML n’admet que des espaces
        [colon] un deux-points suivi d’une espace se trouve là où aucune clé ne peut être
        [quote] un guillemet n’est pas fermé
        [after-quote] du texte suit un guillemet fermé
        [escape] une séquence à barre oblique inverse qui n’existe pas
        [bracket] un crochet ou une accolade manque, ou ne correspond pas
        [indentation] une ligne n’est pas en retrait comme ses voisines
        [bullet] une puce de traitement de texte, que YAML ne connaît pas
        [dash] il manque une espace après ce tiret
        [item] le premier élément de ce groupe n’a pas de clé
        [continuation] cette ligne n’a pas de deux-points, et n’est pas en retrait
        [character] un caractère qui ne peut pas commencer une valeur
        [glued] il manque une espace après ce deux-points
        [no-break] l’espace qui suit ce deux-points est insécable : YAML ne la reconnaît pas
        [blank] une espace insécable en tête de ligne : YAML n’en admet là que d’ordinaires
        [flow-colon] un deux-points suivi d’une espace, dans une valeur entre accolades ou crochets
        [comment] ce qui suit « # » est un commentaire : la valeur est coupée ici
        [dash-no-break] l’espace qui suit ce trait d’union est insécable : YAML ne la reconnaît pas
        [dash-column] ce trait d’union est plus à gauche que ceux qui le suivent
        [no-dash] cet élément de liste n’a pas de trait d’union
        [remark] cette ligne n’est pas du YAML ; un commentaire commence par #
        [bare-key] il manque un deux-points après cette clé
        [entry] « { $example } » est en retrait, et appartient ainsi à l’entrée qui précède
        [unindented] cette clé est celle de « { $example } », au-dessus, et n’est pas en retrait
        [wrapped] les personnes commencent en tête de ligne, et non sous une clé
        [key-sign] il manque un deux-points et une espace après cette clé
        [group] des clés avec leurs valeurs se suivent sans les accolades qui en font un groupe
        [block] après les signes | et >, un texte commence à la ligne suivante
        [lone-sign] un signe que YAML prend pour l’un des siens est seul ici
        [question] une ligne qui commence par un point d’interrogation et une espace
        [invisible] un caractère invisible, { $example }, se trouve là où YAML veut une espace ou une clé
        [extra-dash] ce tiret commence un autre élément, mais cette clé appartient à celui qui précède
        [comma] il manque une virgule avant cette clé
        [two-commas] deux virgules se suivent
       *[other] ceci n’est pas du YAML
    }
    .help = { $problem ->
        [tab] Remplacez la tabulation par des espaces.
        [colon] Mettez toute la valeur entre guillemets droits : { $example }.
        [quote] Fermez le guillemet, ou mettez la valeur entre guillemets droits et écrivez \" à l’intérieur.
        [after-quote] Mettez toute la valeur entre guillemets droits, ou rien.
        [escape] Écrivez \\ pour une barre oblique inverse, ou employez des apostrophes droites.
        [bracket] Fermez la liste par ] et le groupe de clés par {"}"}, et séparez les éléments par des virgules.
        [indentation] Alignez sur une même colonne les clés d’un même groupe et les tirets d’une même liste.
        [bullet] Commencez chaque élément par un trait d’union et une espace.
        [dash] Écrivez un trait d’union, une espace, puis la valeur.
        [item] Donnez une clé à la ligne qui commence par un tiret, par exemple : - name: …
        [continuation] Écrivez un deux-points et une espace après la clé. Si la ligne continue la précédente, commencez-la par deux espaces de plus.
        [character] Mettez la valeur entre guillemets droits ; devant un identifiant, ôtez ce signe.
        [glued] Ajoutez une espace après le deux-points : title: Un titre.
        [no-break] Remplacez-la par une espace ordinaire.
        [blank] Remplacez-la par une espace ordinaire. Sur un Mac, Option et la barre d’espace en font une insécable.
        [flow-colon] Mettez cette valeur entre guillemets droits : { $example }.
        [comment] Mettez toute la valeur entre guillemets droits : "Entretien #3".
        [dash-no-break] Remplacez-la par une espace ordinaire.
        [dash-column] Alignez sur une même colonne les traits d’union d’une même liste.
        [no-dash] Commencez la ligne par un trait d’union et une espace.
        [remark] Mettez # devant, ou ôtez la ligne.
        [bare-key] Ajoutez le deux-points à la fin de la ligne.
        [entry] Ôtez le retrait de cette ligne, et deux espaces devant les lignes qui lui appartiennent.
        [unindented] Mettez deux espaces devant cette ligne et devant celles qui vont avec elle.
        [wrapped] Ôtez cette ligne, et deux espaces devant toutes les suivantes.
        [key-sign] Écrivez : { $example }
        [group] Écrivez : { $example }
        [block] Ôtez le signe : { $example }
        [lone-sign] Écrivez la valeur, ou mettez le signe entre guillemets droits : { $example }
        [question] Ôtez le point d’interrogation, ou mettez toute la ligne entre guillemets droits si c’est un texte.
        [invisible] Effacez-le, et retapez l’espace s’il en faut une.
        [extra-dash] Mettez deux espaces à la place du tiret et de son espace.
        [comma] Une virgule sépare les clés d’un groupe : { $example }
        [two-commas] Ôtez-en une, ou écrivez ce qui manque entre les deux.
       *[other] Vérifiez les retraits, les guillemets et les deux-points de cette ligne et de la précédente.
    }

m003 = plus de { $limit } niveaux de listes et de clés
    .help = Retirez des niveaux : aucun fichier de livre n’en demande autant.

m004 = la clé « { $key } » est écrite deux fois
    .first = écrite ici la première fois
    .help = Gardez l’une des deux : seule la première serait lue.

m005 = { $expected ->
        [list] une liste est attendue ici
        [mapping] des clés avec leurs valeurs sont attendues ici
        [text-or-mapping] un texte, ou des clés avec leurs valeurs, sont attendus ici
       *[text] un texte seul est attendu ici
    }, et non { $found ->
        [nothing] rien
        [list] une liste
        [mapping] des clés avec des valeurs
       *[text] un texte
    }
    .general = la valeur n’a pas la forme attendue : un texte, une liste, ou des clés avec leurs valeurs
    .help = { $expected ->
        [list] Écrivez les éléments entre crochets, { $example }, ou un par ligne après un tiret.
        [mapping] Écrivez par exemple { $example }, ou chaque clé sur sa ligne, en retrait, avec un deux-points et sa valeur.
        [text-or-mapping] Écrivez un texte seul, ou des clés avec leurs valeurs : { $example }.
       *[text] Écrivez une seule valeur ; mettez-la entre guillemets droits si elle contient un deux-points ou des crochets.
    }

m006 = { $count ->
        [many] rien n’est écrit ici : les clés { $key } manquent
       *[one] la clé « { $key } » manque
    }
    .help = Ajoutez-la : ce qu’elle dit est nécessaire pour faire le livre.

m007 = { $key ->
        [item] un élément de cette liste est vide
        [tomes] cette liste de volumes est vide
       *[other] « { $key } » ne dit rien
    }
    .help = { $key ->
        [tomes] Énumérez les volumes, ou ôtez la clé si c’est pour tous.
       *[other] Écrivez sa valeur.
    }
    .comment = Ce qui suit « # » est un commentaire : mettez la valeur entre guillemets droits, par exemple { $quoted }.

m008 = { $feature ->
        [anchor] une ancre YAML (&)
        [alias] un alias YAML (*)
        [tag] une étiquette YAML (!)
        [document] un second document (---) dans le fichier
       *[key] une liste ou un groupe de clés en guise de clé
    } : les fichiers d’un livre n’emploient pas cela
    .help = { $feature ->
        [document] Ôtez cette ligne : un fichier est lu d’un bout à l’autre.
       *[value] Écrivez la valeur en entier. Si le signe appartient à un texte, mettez ce texte entre guillemets droits.
    }

m009 = « { $value } » n’est pas un des mots acceptés ici
    .help = Choisissez parmi : { $choices }.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m010 = « { $value } » n’est pas un identifiant
    .help = Employez des minuscules sans accents, des chiffres et des traits d’union simples, par exemple « { $proposal } ».
    .did-you-mean = Personne n’a cet identifiant dans book/people.yaml : vouliez-vous écrire « { $suggestion } » ?
    .enter = Ajoutez aussi cette personne : make-book new person "{ $value }".
    .several = Une virgule sépare les identifiants : [{ $proposal }].

m011 = « { $value } » n’est pas un code de langue
    .help = Écrivez un code de langue : fr, fr-FR, en, pt-BR…
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m012 = « { $value } » n’est pas une date
    .help = Écrivez une date du calendrier sous la forme 2016, 2016-09 ou 2016-09-01.

m013 = { $problem ->
        [ismn] « { $value } » est le numéro d’une partition (ISMN), et non un ISBN
        [issn] « { $value } » est le numéro d’un périodique (ISSN), et non un ISBN
        [ten] « { $value } » est un ISBN à dix chiffres, comme ils étaient jusqu’en 2007
        [signs] entre les chiffres de « { $value } » se trouvent d’autres signes que le trait d’union du clavier
        [label] « { $value } » contient un mot à côté du numéro
       *[other] « { $value } » n’est pas un ISBN : { $problem ->
            [check-digit] sa clé de contrôle devrait être { $detail }
            [length] il ne compte pas 13 chiffres
            [prefix] il ne commence pas par 978 ou 979
           *[characters] il contient autre chose que des chiffres et des traits d’union
        }
    }
    .help = { $problem ->
        [ismn] Écrivez le numéro que l’agence de l’ISBN a donné à ce format ; sans numéro, ôtez la clé.
        [issn] Écrivez le numéro que l’agence de l’ISBN a donné à ce format ; sans numéro, ôtez la clé.
        [ten] Si c’est encore le numéro de ce format, écrivez { $detail }.
        [signs] Écrivez { $detail } : make-book fix le fait.
        [label] Écrivez le numéro seul, { $detail } : make-book fix le fait.
       *[other] Recopiez le numéro depuis la liste de l’agence ; si un autre chiffre est faux, ce n’est pas la clé qu’il faut changer.
    }

m014 = « { $value } » n’est pas une adresse web complète
    .help = Écrivez-la en entier, avec https:// et le nom du site.
    .space = Une adresse n’a pas d’espace : copiez-la du navigateur, ou écrivez « %20 » à sa place.

m015 = « { $value } » n’est pas une adresse électronique
    .help = Écrivez-la sous la forme nom@domaine.

m016 = « { $value } » n’est pas un nombre de { $least } à { $most }
    .help = Écrivez des chiffres, avec un point pour les décimales là où la clé en admet.
    .point = Les décimales suivent ici un point : { $number }.
    .unit = L’unité va de soi : écrivez le nombre seul, { $number }.

m017 = « { $value } » n’est pas un format de page
    .help = Écrivez a5, a4, ou la largeur et la hauteur en millimètres, entre 60 et 420 : 160x240.
    .point = Écrivez-le ainsi : { $format }.
    .centimetres = Sont-ce des centimètres ? On attend des millimètres.

m018 = le chemin « { $value } » { $problem ->
        [backslash] contient des barres obliques inverses
        [absolute] n’est valable que sur une machine
       *[parent] sort de son dossier
    }
    .help = { $problem ->
        [backslash] Écrivez / entre les dossiers : cela vaut sur tous les systèmes.
        [absolute] Écrivez le chemin à partir de son dossier, sans / ni lettre de lecteur au début.
       *[parent] Écrivez un chemin à l’intérieur du dossier, sans .. et sans nom vide.
    }

m019 = { $what ->
        [tier] le niveau « { $name } » est déclaré deux fois
        [item] « { $name } » figure deux fois dans cette liste
        [author] « { $name } » est nommé deux fois
        [tome] le tome « { $name } » est donné deux fois
        [volume] deux tomes portent le numéro { $name }
       *[isbn] l’ISBN { $name } est donné deux fois
    }
    .first = donné ici la première fois
    .help = Changez ou retirez l’un des deux.

m020 = « { $name } » n’est pas dans book/people.yaml
    .help = Corrigez l’identifiant, ou ajoutez cette personne à book/people.yaml : { $name }: {"{"} name: … {"}"}.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m021 = le niveau « { $name } » n’est pas déclaré
    .help = Corrigez-le, ou déclarez-le sous tiers.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m022 = « { $name } » n’est pas un tome de book.yaml
    .help = Écrivez le nom d’un dossier que book.yaml énumère sous tomes.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m023 = le tome « { $name } » n’a pas de fichier { $name }/tome.yaml
    .help = Corrigez le nom, ou créez le dossier avec son tome.yaml.
    .rename = { $found } est là : renommez-le en { $name }/tome.yaml.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m024 = le tome « { $name } » n’est pas énuméré dans book/book.yaml
    .help = Ajoutez { $name } à tomes dans book/book.yaml, ou retirez son tome.yaml.

m025 = { $reason ->
        [several] il manque une virgule dans « { $name } »
       *[other] « { $name } » n’est ni une page composée d’office ni un texte
    }
    .import = Un document reçu s’importe : make-book import "{ $tome }/{ $name }" --tome { $tome } --write. Ôtez ensuite cette ligne.
    .help = { $reason ->
        [several] Une virgule sépare les pages et les textes : { $pages }.
       *[other] Écrivez un nom de fichier qui finit par .md, ou le nom d’une page composée d’office : { $pages }.
    }
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m026 = le fichier { $path } n’existe pas
    .help = Corrigez le nom, ou ajoutez le fichier.
    .rename = Renommez { $found } en { $path }.
    .invisible = Son nom diffère de ceux de plusieurs fichiers par des caractères que personne ne voit : renommez ces fichiers.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m027 = ce texte ne figure pas dans { $tome }
    .help = Ajoutez { $name } à sa place dans l’ordre des textes, ou sortez le fichier du dossier.
    .rename = Renommez-le d’abord : son nom doit finir par .md, en minuscules.

m028 = « { $name } » figure deux fois dans l’ordre
    .first = la première fois ici
    .help = Retirez l’un des deux.

m029 = deux pièces de ce tome ont la même adresse, « { $slug } »
    .first = l’autre pièce
    .help = Renommez l’une des deux : le numéro qui commence un nom de fichier ne compte pas.

m030 = { $empty ->
        [yes] ce fichier est vide : ni en-tête ni texte
       *[no] ce texte ne commence pas par son en-tête
    }
    .help = Commencez le fichier par une ligne de trois traits d’union, les clés title, kind, authors et status, puis une autre ligne de trois traits d’union.
    .dashes = La première ligne est faite de tirets, comme Word les met : tapez trois traits d’union, ---.
    .late = Une ligne vide précède l’en-tête : ôtez-la, pour que --- soit la première ligne du fichier.

m031 = l’en-tête n’est pas fermé
    .help = Ajoutez une ligne de trois traits d’union après la dernière clé.

m040 = ce fichier n’est pas en UTF-8{ $encoding ->
        [latin-1] {"\u202F"}; il semble être en Latin-1 (Windows-1252)
        [latin-9] {"\u202F"}; il semble être en Latin-9 (ISO-8859-15)
        [mac] {"\u202F"}; il semble être en Mac Roman
        [dos] {"\u202F"}; il semble venir de MS-DOS (CP850)
        [utf-16] {"\u202F"}; il semble être en UTF-16
        [document] {"\u202F"}; c’est un document, et non un texte
       *[other] {""}
    }
    .help = { $encoding ->
        [document] Donnez-lui l’extension de son programme (.doc, .docx, .pdf), hors du livre, et importez-le par « make-book import ».
        [other] Ouvrez-le dans le programme qui l’a fait, et enregistrez-le en UTF-8 : dans le Bloc-notes, Enregistrer sous, Encodage ; dans Word, Texte brut, puis Unicode (UTF-8).
       *[known] « make-book fix » le fait. Sinon, enregistrez-le de nouveau en UTF-8 : dans le Bloc-notes, Enregistrer sous, Encodage ; dans Word, Texte brut, puis Unicode (UTF-8).
    }

m041 = { $count ->
        [one] un caractère de commande ({ $codepoint })
       *[other] { $count } caractères de commande, dont le premier est { $codepoint },
    } dans le texte
    .help = Retirez-{ $count ->
        [one] le : il ne peut pas être montré et vient
       *[other] les : ils ne peuvent pas être montrés et viennent
    } souvent d’un copier-coller.

m042 = { $what ->
        [texts] avec celui-ci, les textes du projet dépassent ensemble les { $limit } Mio admis
        [drawings] avec celui-ci, les dessins du projet dépassent ensemble les { $limit } Mio admis
        [project] avec celui-ci, les fichiers du projet dépassent ensemble les { $limit } Mio admis
       *[file] ce fichier de { $size } Mio dépasse les { $limit } Mio admis
    }
    .help = Réduisez-le, ou sortez-le du projet.

m043 = { $path } { $reason ->
        [outside] est un lien qui sort du projet
        [dangling] est un lien qui ne mène nulle part
        [loop] est un lien qui revient sur lui-même
        [multiplied] est un dossier de trop : des liens vers des dossiers qui contiennent des liens font apparaître des milliers de fois les mêmes fichiers
        [deep] est un dossier dans trop d’autres : ce qu’il contient n’est pas lu
       *[special] n’est pas un fichier
    }
    .help = { $reason ->
        [multiplied] Gardez un seul lien vers chaque dossier, ou mettez les fichiers eux-mêmes à sa place.
        [deep] Déplacez-le plus haut.
       *[other] Mettez le fichier lui-même à sa place.
    }

m044 = { $reason ->
        [accents] deux fichiers portent le même nom { $path }, leurs accents codés différemment
        [case] { $path } et { $other } ne diffèrent que par des capitales
        [windows] Windows ne peut pas écrire le nom { $path }
       *[unicode] le nom { $path } n’est pas écrit en Unicode
    }
    .first = l’autre fichier
    .help = Renommez ce fichier : sur certains systèmes, on ne pourrait ni le distinguer ni l’ouvrir.

m032 = ce qui suit « # » est un commentaire et disparaît : { $lost }
    .help = Mettez toute la valeur entre guillemets droits ; si c’est un commentaire, écrivez-le sur une ligne à lui.

m033 = une lettre manque ici : « � » l’a remplacée{ $others ->
        [0] {""}
        [one] , comme une autre dans ce fichier
       *[other] , comme { $others } autres dans ce fichier
    }
    .help = Cherchez le mot dans le fichier de l’auteur, et tapez la lettre.

m045 = le projet n’a pas de fichier book/book.yaml
    .help = Créez-le, ou lancez le programme depuis le dossier qui contient book/.

m062 = la page « { $page } » n’a rien à montrer : elle est omise
    .help = Retirez-la de tome.yaml, ou déclarez ce qu’elle doit montrer.

m090 = une ligne que Git a laissée : le fichier contient deux versions des mêmes lignes
    .help = Gardez la bonne version, et ôtez les trois lignes de signes : <<<<<<<, ======= et >>>>>>>.

m091 = aucun volume n’énumère la page { $path }
    .help = Ajoutez { $path } sous front, body ou back d’un tome.yaml, ou sortez le fichier du dossier.

m092 = le dossier { $name } contient des textes, et n’est pas un volume
    .help = Donnez-lui un tome.yaml et ajoutez { $name } à tomes dans book/book.yaml, ou sortez-le du projet.

m093 = aucun catalogue ne saurait lire le prix « { $price } »
    .help = Écrivez un montant et une monnaie, sans rien d’autre : 12 €, 12,50 € ou CHF 15. Pour un livre gratuit, 0 €.

m094 = le fichier { $path } est vide, ou n’a que des commentaires
    .help = Écrivez ses clés, ou reprenez la version précédente du fichier.
    .book = Il lui faut au moins ces clés, une par ligne : « title: Notre livre », « language: fr », « editors: [jeanne-martin] » et « tomes: [tome1] ».
    .tome = Il lui faut au moins ces clés, une par ligne : « number: 1 » et « body: [01-premier-texte.md] ».
    .people = Par exemple : jeanne-martin, un deux-points, puis sur la ligne suivante, après deux espaces : name: {"{"} given: Jeanne, family: Martin {"}"}.

m104 = l’exception de césure « { $words } » n’est pas un mot
    .help = Écrivez chaque mot à part, avec des traits d’union là où il se coupe : { $example }.

m063 = aucun texte de la partie « { $title } » n’est encore reçu : elle est omise
    .help = La partie paraîtra dès qu’un de ses textes sera reçu.

m064 = le volume « { $tome } » ne contient rien
    .help = Énumérez des pages et des textes sous front, body et back.

m065 = le volume n’a pas de date
    .help = Ajoutez date: AAAA-MM à tome.yaml ou à book.yaml.

m069 = « { $id } » ne figure dans aucun tome
    .help = Retirez cette entrée, ou nommez la personne là où elle intervient.

m070 = le tome n’a pas d’ISBN
    .help = Ajoutez isbn à tome.yaml quand les numéros seront attribués, un par format.

m071 = il manque le nom ou l’adresse de l’éditeur
    .help = Complétez publisher dans book.yaml ; la loi veut que chaque exemplaire les porte.

m072 = le tome n’a pas de résumé
    .help = Ajoutez summary à tome.yaml ou à book.yaml : la quatrième de couverture et les catalogues l’attendent.

m073 = notice manquante : { $name }{ $others ->
        [0] {""}
        [one] , et une autre personne qui signe
       *[other] , et { $others } autres personnes qui signent
    }
    .help = Ajoutez bio à cette personne dans book/people.yaml.

m074 = portrait manquant : { $name }{ $others ->
        [0] {""}
        [one] , et une autre personne qui signe
       *[other] , et { $others } autres personnes qui signent
    }
    .help = Ajoutez portrait à cette personne dans book/people.yaml.

m075 = logo manquant : { $name } ; le nom sera composé en caractères
    .help = Ajoutez logo à ce sponsor dans book/sponsors.yaml.

m080 = conformité non déclarée : vérifications à faire et à signer : { $checks }
    .help = Signez-les dans book.yaml, sous accessibility, signed, avec tome, by, date et checks, une fois faites :
    .descriptions = descriptions : chaque texte de remplacement dit ce que dit son image, et aucune image n’est faite de mots seuls.
    .headings = headings : titres et intertitres annoncent ce qui les suit.
    .links = links : chaque lien dit où il mène.
    .languages = languages : chaque passage en une autre langue est marqué, par exemple [a phrase]{"{"}lang=en{"}"}.
    .tables = tables : la première ligne de chaque tableau, et elle seule, en est l’en-tête.
    .colours = colours : rien n’est dit par la couleur, la place ou la forme seules, et chaque dessin se détache de son fond.
    .screen-reader = screen-reader : l’EPUB a été lu du début à la fin avec un lecteur d’écran, dans l’ordre et sans perte.
    .enlarged = enlarged : l’EPUB a été lu en caractères deux fois plus grands, sur un écran étroit et dans un autre caractère.

m081 = conformité non déclarée : les vérifications sont signées, mais { $count ->
        [one] il reste une erreur ou un avertissement
       *[other] il reste { $count } erreurs ou avertissements
    }
    .help = Corrigez ce qui est signalé ; la conformité sera déclarée ensuite.

m082 = « { $code } » n’a pas la forme d’un code { $scheme } ; le sujet est écrit comme de simples mots
    .help = Reprenez le code de la liste de ce classement ; il s’écrit comme « { $example } », suivi si l’on veut de son intitulé.
m034 = ces mots du modèle attendent les vôtres : { $words }
    .help = Écrivez-les à leur place, sans garder « { $sign } ».

m083 = { $others ->
        [0] { $name } n’est sur aucune page
        [one] { $name } et un autre nom ne sont sur aucune page
       *[other] { $name } et { $others } autres noms ne sont sur aucune page
    } { $count ->
        [one] de { $tomes }
       *[other] des volumes { $tomes }
    }
    .general = des soutiens ou des partenaires ne sont sur aucune page du volume
    .help = Ajoutez la page « { $page } » à front ou à back dans tome.yaml, ou dites par tomes quels volumes ils soutiennent.
m088 = la quatrième de couverture n’est pas la dernière page du volume ; elle y est mise
    .help = Écrivez « back-cover » en dernier dans « back ».

m084 = ce crédit n’est sur aucune page de ce volume
    .help = Ajoutez la page « legal » à front, ou « colophon » à back, dans tome.yaml.

m085 = { $name } : sans la page « contributors », ce volume ne montre pas { $keys }{ $others ->
        [0] {""}
        [one] , ni ce qui est dit d’une autre personne
       *[other] , ni ce qui est dit de { $others } autres personnes
    }
    .general = ce que people.yaml dit de personnes n’est sur aucune page du volume
    .help = Ajoutez « contributors » à back dans tome.yaml.

m035 = { $what ->
        [index] l’index ne distingue pas deux personnes qui portent
        [sponsor] deux partenaires portent
        [member] deux soutiens d’un groupe portent
       *[person] deux personnes portent
    } le nom « { $name } »
    .first = la première fois ici
    .help = { $what ->
        [index] Donnez à chacune son rôle (role) : l’index l’imprime alors après le nom.
       *[other] Gardez une seule entrée ; s’il s’agit bien de deux, distinguez-les par leur nom.
    }

m036 = le nom « { $name } » est en capitales
    .help = Écrivez-le en minuscules, avec ses initiales : { $proposal }.
    .turned = Si c’est le nom de famille, échangez-le avec le prénom : { $example }.

m037 = « { $written } » est un « { $letter } » lu dans le mauvais codage{ $others ->
        [0] {""}
        [one] , comme une autre lettre de ce fichier
       *[other] , comme { $others } autres lettres de ce fichier
    }
    .help = Lancez « make-book fix », qui les remet, ou enregistrez de nouveau le fichier de l’auteur en UTF-8.

m038 = « { $name } » est lu comme le nom d’un groupe, et classé à sa première lettre
    .help = S’il s’agit d’une personne, écrivez : name: {"{"} given: { $given }, family: { $family } {"}"}.

m039 = ces guillemets courbes font partie de la valeur, et seront imprimés
    .help = Ôtez-les, ou remplacez-les par des guillemets droits s’ils devaient entourer la valeur.

m095 = « { $name } » : un nom de famille et un prénom, comme dans un index, ou deux noms ?
    .help = D’une personne, écrivez : name: {"{"} given: { $given }, family: { $family } {"}"} ; l’index les intervertit de lui-même. De deux groupes, faites deux entrées.

m096 = { $kind ->
        [page] { $path } est une page web, souvent celle d’une connexion, enregistrée sous ce nom
       *[pointer] { $path } n’est pas là : un pointeur de { $kind ->
            [annex] git-annex
           *[lfs] Git LFS
        } tient sa place
    }
    .help = { $kind ->
        [page] Ouvrez son adresse dans un navigateur, connectez-vous, et enregistrez le fichier lui-même.
        [annex] Allez le chercher : git annex get.
       *[lfs] Allez le chercher : git lfs pull.
    }

m097 = { $problem ->
        [empty] le compte { $network } n’a pas de nom
        [server] « { $handle } » ne dit pas sur quel serveur de Mastodon : il est imprimé sans lien
        [domain] « { $handle } » n’a pas de domaine, comme en a tout nom de Bluesky : il est imprimé sans lien
        [address] « { $handle } » est une adresse sans https:// : elle est imprimée sans lien
        [space] « { $handle } » est un nom, et non un compte { $network } : il est imprimé sans lien
       *[sign] « { $handle } » ne peut être un compte { $network } : il est imprimé sans lien
    }
    .help = { $problem ->
        [empty] Écrivez le nom du compte, ou ôtez la clé.
        [server] Écrivez aussi le serveur : @{ $bare }@mastodon.social.
        [domain] Écrivez le nom entier : { $bare }.bsky.social.
        [address] Écrivez l’adresse entière : https://{ $bare }.
       *[other] Écrivez le nom du compte comme le réseau le montre, ou l’adresse du compte avec https://.
    }

m098 = { $what ->
        [small] un texte de { $value } points est plus petit que les notes d’un journal
        [large] un texte de { $value } points est plus grand que celui des livres en gros caractères
        [tight] des lignes à { $value } points l’une de l’autre pour des lettres de { $size } points : elles se touchent
        [wide] des lignes à { $value } points l’une de l’autre pour des lettres de { $size } points : plus qu’un double interligne
        [signature] aucune feuille ne se plie en { $value } pages
        [bleed] un fond perdu de { $value } millimètres : les imprimeurs en demandent 3 à 5
        [weight] un papier de { $value } grammes au mètre carré n’est pas celui d’un livre
        [bulk] un papier d’une main de { $value } n’est pas celui d’un livre
       *[page] une page de { $value } millimètres a un côté plus de deux fois plus long que l’autre
    }
    .help = { $what ->
        [small] Les livres ont 9 à 12 points : text-size: 10.5.
        [large] Les livres ont 9 à 12 points, et ceux en gros caractères 16 à 18.
        [tight] Écrivez au moins un dixième de plus que le corps du texte ; un bon interligne est { $likely }.
        [wide] Un bon interligne est { $likely }.
        [signature] Écrivez 4, 8, 16 ou 32, selon votre imprimeur, ou 2 pour des livres imprimés un à un.
        [bleed] Demandez à votre imprimeur ; sans cette clé, il est de 3.
        [weight] Les pages intérieures ont 50 à 170 grammes : weight: 90.
        [bulk] La main va de 0.8, couché, à 2.2, d’un gros livre de poche : bulk: 1.25.
       *[page] Comparez les deux nombres à ceux de votre imprimeur.
    }

m099 = l’ISBN « { $written } » est imprimé { $shown }
    .help = Écrivez-le ainsi : make-book fix le fait.

m100 = « { $title } » est un titre, et non un prénom
    .help = Écrivez given: { $given } ; si les lecteurs doivent connaître le titre, écrivez-le dans « role » ou la biographie.

m101 = « { $text } » tient la place de mots, et serait imprimé
    .help = Écrivez la valeur, ou ôtez la clé. Si ces signes sont voulus, mettez-les entre guillemets doubles : { $example }
