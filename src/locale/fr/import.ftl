# Messages about imported pages (codes I…).

i001 = aucun titre n’a été reconnu dans la page
    .help = Donnez-le avec --title ; dans un document, il peut aussi être seul sur la première ligne, ou en titre de niveau 1.
i002 = la page ne dit pas qui signe le texte
    .help = Nommez-le avec --author : un identifiant de people.yaml ou un nom en toutes lettres.
i003 = { $reason ->
        [empty] ce fichier est vide : il n’a ni titre, ni auteur, ni texte
       *[other] aucun texte n’a été trouvé dans la page
    }
    .help = Vérifiez que ce fichier est bien la page d’un texte, ou collez le texte à la main.
i004 = ligne de la page laissée de côté : « { $line } »
    .help = Recopiez-la dans le texte si elle est de l’auteur.
i005 = { $element ->
        [altChunk] un autre document dans celui-ci, « { $file } », n’est pas repris, ni son texte
       *[other] un élément « { $element } » de la page n’a pas de forme dans un livre ; son texte est gardé s’il en a un
    }
    .help = { $element ->
        [altChunk] Ouvrez le document avec Word et enregistrez-le de nouveau, ou demandez l’autre à l’auteur.
       *[other] Remplacez-le par une phrase, un lien ou une image.
    }
i006 = image non copiée : « { $file } » (« { $alt } »)
    .help = Demandez le fichier et ses droits, puis placez-le dans images/ avec son texte de remplacement.
i007 = « { $name } » réunit peut-être plusieurs sponsors
    .help = Séparez ce nom en plusieurs entrées dans sponsors.yaml.
i008 = la page range « { $name } » dans « { $tier } », sponsors.yaml dans « { $registered } »
    .help = Vérifiez le rang de ce sponsor : sponsors.yaml n’est pas modifié.
i009 = cette entrée n’a pas pu être ajoutée à { $path } : { $entry }
    .help = Ajoutez-la à la main : le fichier est disposé autrement que ne le sait l’import.
i010 = { $path } contient déjà ce texte, ou n’attend plus rien ; rien n’a été écrit
    .help = Si c’est une version corrigée, --again montre ce qu’elle change ; sinon, donnez un autre titre avec --title.
i011 = { $count ->
        [one] un caractère de contrôle de la page est laissé de côté ({ $codepoint })
       *[other] { $count } caractères de contrôle de la page sont laissés de côté (le premier est { $codepoint })
    }
    .help = Comparez le texte avec la page : il y avait peut-être une lettre.
i012 = la page a trop d’éléments, ou trop imbriqués, pour être la page d’un texte
    .help = Enregistrez la page du texte seul, ou collez le texte dans un fichier simple et importez celui-ci.
i034 = { $count ->
        [one] une modification suivie de { $authors }
       *[other] { $count } modifications suivies de { $authors }
    } : { $mode ->
        [reject] le texte est repris sans elles
       *[accept] le texte est repris comme si elles étaient acceptées
    }
    .help = Relisez le texte ; --changes accept ou --changes reject choisit.
i013 = commentaire de { $author } sur « { $words } » : « { $comment } »
    .help = Faites ce qu’il demande ou répondez à son auteur ; il n’est pas dans le texte.
i014 = { $count ->
        [one] un passage masqué dans le document est laissé de côté
       *[other] { $count } passages masqués dans le document sont laissés de côté
    } : « { $words } »
    .help = Demandez à l’auteur s’il fait partie du texte.
i015 = surligné dans le document : « { $words } »
    .help = Vérifiez ces mots : la couleur n’est pas reprise.
i016 = le signe { $codepoint } de la police « { $font } » est inconnu ; « { $shown } » en tient lieu
    .help = Écrivez le caractère voulu.
i017 = affiché en capitales dans le document, repris comme il est tapé : « { $words } »
    .help = Écrivez-le en capitales si elles comptent.
i018 = cette courte ligne en gras est peut-être un titre : « { $words } »
    .help = Commencez-la par « ## » si c’en est un.
i019 = une liste tapée à la main est devenue une liste
    .help = Vérifiez que c’en était une.
i020 = une zone de texte est placée ici, en encadré
    .help = Déplacez-la là où elle doit être lue.
i021 = des cellules fusionnées à la ligne { $row } d’un tableau
    .help = Répétez les mots là où le lecteur en a besoin.
i022 = une invite de formulaire non remplie est laissée de côté : « { $words } »
    .help = Demandez à l’auteur ce qui manque.
i023 = { $kind ->
        [contents] la table des matières du document est laissée de côté
        [index] l’index du document est laissé de côté
        [figures] la liste des images ou des tableaux du document est laissée de côté
       *[header] les en-têtes et pieds de page du document sont laissés de côté
    } : « { $words } »
    .help = Il n’y a rien à faire, sauf s’ils en disent plus que le texte.
i024 = une formule, dont seuls les caractères sont gardés : « { $words } »
    .help = Écrivez-la en toutes lettres, ou en image avec son texte de remplacement.
i025 = une image n’est pas reprise ({ $format }) : « { $file } » (« { $alt } »)
    .help = Demandez-la à l’auteur en PNG, JPEG ou SVG.
i026 = l’image n’a pas de description ; son titre en tient lieu : « { $title } »
    .help = Décrivez-la pour qui ne la voit pas.
i027 = un tableau dans un tableau est devenu des lignes de sa cellule
    .help = Vérifiez la cellule, ou faites-en deux tableaux.
i028 = { $format ->
        [image] c’est une image, que l’import ne lit pas
       *[other] c’est un fichier de { $format }, que l’import ne lit pas
    }
    .help = { $format ->
        [image] Mettez-la dans le dossier images/ du tome, et montrez-la dans un texte, sur une ligne à elle : {"![Ce qu’elle montre](images/nom.jpg)"}
       *[other] Enregistrez-le en .docx, .odt ou HTML, ou demandez le fichier d’origine à l’auteur. Un .doc ou un .rtf est converti si LibreOffice est installé.
    }
i029 = le document ne peut pas être lu : { $reason ->
        [bomb] décompressé, il dépasse { $limit } Mio
        [parts] il contient plus de { $limit } fichiers
        [deep] ses éléments s’emboîtent sur plus de { $limit } niveaux
        [encrypted] il est protégé par un mot de passe
        [main] il n’a pas de texte
        [xml] { $detail }
       *[zip] il est abîmé
    }
    .help = Ouvrez-le avec le logiciel qui l’a écrit, enregistrez-le de nouveau sans mot de passe, et importez ce fichier.
i030 = la mise en valeur de « { $words } » n’a pas pu être exprimée ici
    .help = Mettez-la sur des mots entiers.
i031 = { $target ->
        [page] le lien de « { $words } » mène à une autre page, dont l’adresse entière n’est pas dite ; ses mots sont gardés
       *[heading] le lien de « { $words } » ne mène à aucun titre ; ses mots sont gardés
    }
    .help = { $target ->
        [page] Donnez son adresse entière, si le lecteur en a besoin : {"[mots](https://…)"}
       *[heading] Faites-le mener à un titre, si le lecteur en a besoin.
    }
i032 = { $part ->
        [title] le nouveau fichier s’intitule « { $title } » ; l’en-tête garde « { $known } »
        [subtitle] le nouveau fichier a pour sous-titre « { $title } » ; l’en-tête garde « { $known } »
       *[first] le titre du document, « { $title } », n’est pas celui de l’en-tête ; il est placé en première ligne
    }
    .help = { $part ->
        [title] Changez « title » dans l’en-tête si l’auteur a voulu un autre titre.
        [subtitle] Changez « subtitle » dans l’en-tête si l’auteur a voulu un autre sous-titre.
       *[first] Choisissez l’un des deux et supprimez l’autre.
    }
i033 = le document ne montre pas de titre ; « { $title } » en tient lieu
    .help = Écrivez le titre dans l’en-tête du texte, ou donnez-le avec --title.
i035 = { $reason ->
        [contradicted] ce fichier se dit en { $encoding }, mais il est en UTF-8 ; il a été lu ainsi
        [damaged] { $count ->
            [one] un octet du fichier n’est
           *[other] { $count } octets du fichier ne sont
        } pas du { $encoding } ; « � » en tient lieu
       *[guessed] ce fichier ne dit pas son codage ; il a été lu en { $encoding }
    }
    .help = Regardez les lettres accentuées du texte ; si elles sont fausses, enregistrez le fichier en UTF-8 et importez-le de nouveau.
i036 = la page se dit en « { $language } », et non dans la langue du livre ; l’en-tête le reprend
    .help = Gardez « language » si c’est juste ; sinon, supprimez cette ligne.
i037 = la lettre qui accompagne les pièces jointes n’est pas reprise : « { $words } »
    .help = Copiez ses mots dans un fichier et importez-le, si elle est un texte du livre.
i038 = { $place ->
        [end] image jointe, mise à la fin du texte : « { $file } »
       *[none] pièce jointe qui n’est pas un texte, non reprise : « { $file } »
    }
    .help = { $place ->
        [end] Mettez-la à sa place, et dites entre les crochets, en une phrase, ce qu’elle montre ; ou supprimez-la.
       *[none] Enregistrez-la depuis le courrier, et placez-la dans images/ avec son texte de remplacement.
    }
i039 = le blog n’a pas d’article publié « { $post } »
    .help = Donnez le numéro, le nom court ou le titre que montre la liste, sans option : make-book import FICHIER --tome TOME.
i040 = { $count ->
        [0] le tome n’a pas de texte « { $title } » dont ce fichier serait une nouvelle version
       *[other] ce fichier peut être une nouvelle version de plusieurs textes : { $paths }
    }
    .help = Nommez le titre du texte avec --title, ou importez un nouveau texte sans --again.
i041 = { $from ->
        [beside] l’image jointe est le portrait de { $name } : elle est reprise dans people.yaml
       *[end] la fin du texte (« { $words } ») parle de { $name } : elle est reprise dans people.yaml
    }
    .help = Relisez cette entrée ; si ces lignes font partie du texte, remettez-les à la fin.
i042 = la fin du texte parle de { $name } et reste dans le texte : { $reason ->
        [layout] son entrée de people.yaml est disposée autrement que ne le sait l’import
        [again] people.yaml n’en dit pas autant
       *[other] people.yaml en dit autre chose
    }
    .help = Choisissez ce qui doit rester, et supprimez le reste.
i045 = { $part ->
        [signature] la signature de la lettre est laissée de côté
        [quoted] la lettre à laquelle celle-ci répond est laissée de côté
       *[header] l’en-tête d’une autre lettre est laissé de côté
    }{ $line ->
        [0] {""}
       *[other] {" "}(ligne { $line })
    } : « { $words } »
    .help = Recopiez ces mots dans le texte si l’auteur les a écrits pour lui.
i046 = un second texte paraît commencer ici : « { $title } », de { $author }
    .help = Enregistrez chaque texte dans un fichier à lui, et importez-les l’un après l’autre.
i047 = { $hyphen ->
        [joined] mots coupés en fin de ligne, qui ont été recollés : { $words }
       *[kept] « { $words } » était coupé en fin de ligne ; son trait d’union est gardé
    }
    .help = { $hyphen ->
        [joined] Cherchez ceux qui s’écrivent avec un trait d’union.
       *[kept] Supprimez-le s’il n’est pas du mot.
    }

i050 = { $count ->
        [one] { $name } pose les questions, et ne signe pas ce texte
       *[other] { $name } posent les questions, et ne signent pas ce texte
    } ; { $place ->
        [properties] les propriétés du fichier disent que c’est l’auteur
       *[text] la ligne qui le dit y reste
    }
    .help = Dans l’en-tête, écrivez ce nom sous « interviewer », et sous « authors » celui de la personne qui répond ; ôtez la ligne.
i051 = « { $titles } » n’est pas repris devant « { $name } » : le livre n’a pas de place pour un titre
    .help = Si les lecteurs doivent le connaître, écrivez-le dans « role » ou la biographie de la personne, dans people.yaml.
