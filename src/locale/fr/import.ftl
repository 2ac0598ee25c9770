# Messages about imported pages (codes I…).

i001 = aucun titre n’a été reconnu dans la page
    .help = Écrivez le titre seul sur la première ligne, ou en titre de niveau 1.
i002 = la page ne dit pas qui signe le texte
    .help = Nommez-le avec --author : un identifiant de people.yaml ou un nom en toutes lettres.
i003 = aucun texte n’a été trouvé dans la page
    .help = Vérifiez que ce fichier est bien la page d’un texte, ou collez le texte à la main.
i004 = ligne de la page laissée de côté : « { $line } »
    .help = Recopiez-la dans le texte si elle est de l’auteur.
i005 = un élément « { $element } » de la page n’a pas de forme dans un livre ; son texte est gardé s’il en a un
    .help = Remplacez-le par une phrase, un lien ou une image.
i006 = image non copiée : « { $file } » (« { $alt } »)
    .help = Demandez le fichier et ses droits, puis placez-le dans images/ avec son texte de remplacement.
i007 = « { $name } » réunit peut-être plusieurs sponsors
    .help = Séparez ce nom en plusieurs entrées dans sponsors.yaml.
i008 = la page range « { $name } » dans « { $tier } », sponsors.yaml dans « { $registered } »
    .help = Vérifiez le rang de ce sponsor : sponsors.yaml n’est pas modifié.
i009 = cette entrée n’a pas pu être ajoutée à { $path } : { $entry }
    .help = Ajoutez-la à la main : le fichier est disposé autrement que ne le sait l’import.
i010 = { $path } contient déjà ce texte, ou n’attend plus rien ; rien n’a été écrit
    .help = Comparez les deux à la main : un import ne remplace jamais ce qui est écrit.
i011 = { $count ->
        [one] un caractère de contrôle de la page est laissé de côté ({ $codepoint })
       *[other] { $count } caractères de contrôle de la page sont laissés de côté (le premier est { $codepoint })
    }
    .help = Comparez le texte avec la page : il y avait peut-être une lettre.
i012 = la page a trop d’éléments, ou trop imbriqués, pour être la page d’un texte
    .help = Enregistrez la page du texte seul, ou collez le texte dans un fichier simple et importez celui-ci.
