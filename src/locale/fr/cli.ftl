# cli

# project: failures of the machine.
project-cannot-list = impossible d’énumérer le dossier { $path } : { $reason }
project-cannot-read = impossible de lire { $path } : { $reason }
project-changed = { $path } a changé pendant la fabrication du livre : rien n’a été écrit, relancez la commande
project-exists = { $path } existe déjà : rien n’a été écrit. Choisissez un autre nom, ou déplacez ce qui s’y trouve
project-cannot-write = impossible d’écrire { $path } : { $reason }
project-writes-outside = { $path } sort du dossier de sortie : rien n’y est écrit
project-writes-into-sources = { $path } est un dossier des fichiers du livre, ou y mène : rien n’y est écrit
project-folder-of-others = { $path } contient des fichiers, mais pas une publication : rien n’y est écrit. Nommez un dossier nouveau
project-half-written = impossible d’écrire { $path } : { $reason } ; de cette fabrication, seul { $new } est écrit : relancez la commande, pour que les fichiers aillent ensemble
project-locked = un autre make-book modifie { $path } : rien n’a été écrit, réessayez quand il aura fini
# Messages of the command line, for the person at the terminal.

# Entre ce qu’est un message et ce qu’il dit.
message-colon = {" "}:
severity-error = erreur
severity-warning = avertissement
severity-note = note
severity-help = aide

# Failures of the machine (project).

# Usage.

internal-error = make-book a rencontré une erreur qui vient de lui, pas de votre livre. Rien d’incomplet n’a été écrit.
    Merci de la signaler avec les lignes qui suivent.
    { $details }

release-done = Publication de { $files } fichiers dans { $folder } :
release-unapproved = { $count ->
        [one] un texte n’est pas approuvé : { $texts }. Écrivez « status: approved » dans son en-tête quand son auteur est d’accord.
       *[other] { $count } textes ne sont pas approuvés : { $texts }. Écrivez « status: approved » dans leurs en-têtes quand leurs auteurs sont d’accord.
    }
release-expected = { $count ->
        [one] un texte annoncé n’est pas encore reçu : { $texts }. Le volume paraîtrait sans lui, sans les liens qui y mènent et sans une partie qui n’a que lui. Attendez-le, ou retirez-le de tome.yaml.
       *[other] { $count } textes annoncés ne sont pas encore reçus : { $texts }. Le volume paraîtrait sans eux, sans les liens qui y mènent et sans les parties qui n’ont qu’eux. Attendez-les, ou retirez-les de tome.yaml.
    }
release-anyway = Pour publier quand même, ajoutez --unapproved
release-without = { $count ->
        [one] Publié sans un texte annoncé : { $texts }
       *[other] Publié sans { $count } textes annoncés : { $texts }
    }
release-no-text = { $tome } n’a aucun texte reçu : rien n’est publié. Les textes attendus ont « status: expected »
release-later = { $tome } a pour date de parution { $date }, et ses notices le disent disponible dès maintenant. Pour des notices datées d’aujourd’hui, définissez SOURCE_DATE_EPOCH : SOURCE_DATE_EPOCH=$(date +%s) make-book release
release-since = { $folder } ne contient pas le release.json d’une publication précédente
release-base = « { $base } » n’est pas l’adresse d’un dossier : écrivez par exemple https://livres.example/mon-livre/
extract-done = Page d’un texte, { $files } fichiers dans { $folder } :
extract-no-text = { $tome } n’a pas de texte « { $text } » : nommez son fichier, par exemple 02-mon-texte.md
extract-relative = Ses liens mènent à des fichiers voisins : placez-la dans le dossier de la publication, ou donnez l’adresse de ce dossier par --base
offprint-done = Tiré à part, { $files } fichiers dans { $folder } :
all-and-tomes = --all fait tous les volumes, et « { $tomes } » est nommé à part : ôtez l’un des deux
no-tome = quel tome ? Écrivez par exemple « make-book tome1 », « make-book --all », ou « make-book --help ».
no-project-word = « { $word } » n’est pas une commande, et serait le dossier d’un volume.
no-project-misnamed = aucun projet ici : { $found } devrait s’appeler book.yaml. Renommez-le.
no-project = aucun projet ici : ni { $path } ni ses dossiers parents ne contiennent book/book.yaml. Allez dans le dossier de votre livre, ou commencez-en un : make-book new book mon-livre (toutes les commandes : make-book --help)
tome-before-command = « { $tome } » est écrit avant la commande : écrivez la commande d’abord, puis ses tomes
unknown-tome = aucun tome « { $tome } » ; le livre a : { $tomes }
unknown-tome-near = ni tome ni commande « { $tome } » : vouliez-vous écrire « { $suggestion } » ?
unknown-family = aucun code « { $code } » : les codes commencent par { $families }, comme C001
unknown-code = aucun code « { $code } » : vouliez-vous écrire { $suggestion } ?
wrong-epoch = SOURCE_DATE_EPOCH doit être un nombre de secondes depuis 1970, et non « { $value } »
wrong-cache = { $name } vaut « { $value } » : écrivez 0 ou 1 dans MAKE_BOOK_CACHE_READ_ONLY, un nombre de mégaoctets dans MAKE_BOOK_CACHE_SIZE
report-outside = un rapport ne peut être écrit que dans output/, et non dans « { $path } » : écrivez par exemple « --report output/tome1.typography.json »
report-names-a-book = « { $path } » est le nom d’un livre, non d’un rapport : choisissez .json ou .txt

# Builds.

build-done = { $tome } : { $files ->
    [0] aucun fichier
    [one] 1 fichier
   *[other] { $files } fichiers
    }{ $pages }, { $words ->
    [0] aucun mot
    [one] 1 mot
   *[other] { $words } mots
    }{ $errors ->
    [0] {""}
    [one] , 1 erreur
   *[other] , { $errors } erreurs
    }, { $warnings ->
    [0] aucun avertissement
    [one] 1 avertissement
   *[other] { $warnings } avertissements
    }
build-pages = , { $pages ->
    [one] 1 page
   *[other] { $pages } pages
    }
build-file = → { $path } ({ $kilobytes } ko)
build-current = { $tome } : rien n’a changé, les fichiers sont à jour{ $warnings ->
    [0] {""}
    [one] {" "}(1 avertissement, comme avant)
   *[other] {" "}({ $warnings } avertissements, comme avant)
    }.
build-no-cache = Note : { $path } n’a pas pu être écrit ({ $reason }). Les livres sont complets ; la prochaine fabrication reprendra tout.
shard-empty = { $shard } : aucun tome n’est dans cette part ; les autres parts les ont tous.
build-notes = { $notes ->
    [one] 1 remarque
   *[other] { $notes } remarques
    } : voir « make-book check ».
check-clean = Rien à signaler.
found = { $errors ->
    [0] aucune erreur
    [one] 1 erreur
   *[other] { $errors } erreurs
    }, { $warnings ->
    [0] aucun avertissement
    [one] 1 avertissement
   *[other] { $warnings } avertissements
    }

stage-assemble = { $tome } : lecture et assemblage des textes
stage-typography = { $tome } : typographie
stage-check = { $tome } : vérifications
stage-fonts = { $tome } : polices
stage-layout = { $tome } : mise en pages
stage-pdf = { $tome } : PDF
stage-epub = { $tome } : EPUB

# Imports.

import-written = écrit : { $path }
import-not-written = Rien n’a été écrit. Ajoutez --write pour créer le texte et compléter les fichiers.
import-would-break = L’import rendrait un fichier illisible : rien n’a été écrit.
import-would-not-build = Le texte importé ne pourrait pas être composé : rien n’a été écrit. Corrigez ces endroits dans la page, puis importez-la de nouveau.
import-too-large = { $path } est trop grand pour être la page d’un texte
import-converting = { $path } : LibreOffice le convertit en .docx
import-converted = { $path } : { $format }, converti en .docx par LibreOffice, qui perd la description et le cadrage des images : vérifiez-les
import-too-many = { $path } contient plus de { $limit } fichiers : importez-les en plusieurs fois
import-folder-skipped = { $path } est un dossier : nommez-le aussi pour importer ce qu’il contient
import-empty-folder = { $path } ne contient aucun fichier
import-progress = { $at }/{ $count } : { $path }
import-choose-posts = { $path } contient plusieurs articles : choisissez avec --post NUMÉRO (plusieurs fois), --category NOM ou --author NOM
import-title-of-many = --title donne le titre d’un seul texte : importez les fichiers un par un
import-again-ask = Remplacer le texte ? L’ancien reste à côté, en .bak. [o/N]
import-again-not-written = Rien n’a été écrit. Ajoutez --write pour remplacer le texte ; l’ancien reste à côté, en .bak.
import-again-same = { $path } : cette version ne change rien
import-again-summary = { $path } : { $places ->
        [0] aucun mot changé
        [one] un endroit changé
       *[other] { $places } endroits changés
    }, { $removed } mots en moins, { $added } en plus ; notes : { $notes-before } → { $notes-after } ; images : { $pictures-before } → { $pictures-after }, dont { $new-pictures ->
        [0] aucune nouvelle
        [one] une nouvelle
       *[other] { $new-pictures } nouvelles
    }
import-again-lapses = { $path } était approuvé : l’approbation tombe, le texte passe « en relecture » (status: review)
import-table-file = fichier
import-table-text = texte
import-table-author = auteur
import-table-words = mots
import-table-notes = notes
import-table-pictures = images
import-table-left-out = non placés
import-table-failed = — non importé
import-table-nobody = — à nommer
import-table-new = (nouveau)

# Scaffolds.

new-book-title = titre du livre
new-language = fr-FR
new-given = prénom de qui dirige le livre
new-family = son nom de famille, particule comprise
new-rights = Tous droits réservés.
new-bio = quelques phrases sur cette personne. Ce qu’elle fait, ce qu’elle a écrit
new-first-file = 01-premier-texte.md
new-tier-gold = Sponsors « gold »
new-tier-sponsor = Sponsors
new-text-title = titre du texte
new-text-body = le texte. Un paragraphe est suivi d’une ligne vide, *ceci* est en italique, et un intertitre commence par deux croisillons, comme « ## Intertitre »
new-not-a-slug = « { $name } » ne peut pas nommer un dossier de tome : lettres minuscules sans accent, chiffres et traits d’union, comme « tome2 »
new-reserved = « { $name } » ne peut pas nommer un dossier de tome : le projet, une commande ou Windows se sert de ce nom ; choisissez par exemple « tome2 »
new-list-not-found = la liste à compléter n’a pas été trouvée dans { $path } : ajoutez l’entrée à la main
new-unknown-person = « { $person } » n’est pas dans book/people.yaml : { $suggestion ->
        [none] ajoutez d’abord cette personne, make-book new person "Prénom Nom"
       *[other] vouliez-vous écrire « { $suggestion } » ? Sinon, ajoutez d’abord cette personne, make-book new person "Prénom Nom"
    }
new-no-author = le livre n’a pas d’éditeur (editors, dans book/book.yaml) : nommez l’auteur avec --author
new-ci-github = Écrit par make-book new ci github. Chaque envoi est contrôlé, compilé et validé ; une étiquette comme v1.0 publie une version.
    Une fois, sur GitHub : Settings, General, Releases : activez « Enable release immutability ».
    Les actions sont figées aux commits de leurs versions majeures de septembre 2026.
new-ci-gitlab = Écrit par make-book new ci gitlab. Chaque envoi est contrôlé, compilé et validé ; une étiquette comme v1.0 publie une version.
    Une fois, sur GitLab : Settings, Repository : protégez les étiquettes v* ; Settings, Packages and registries : refusez les doublons des paquets génériques.
new-ci-forgejo = Écrit par make-book new ci forgejo. Chaque envoi est contrôlé, compilé et validé ; une étiquette comme v1.0 publie une version.
    Une fois, sur Forgejo : Settings, Tags : protégez v*. Forgejo n’atteste aucune origine : SHA256SUMS et la seconde compilation répondent des fichiers.
    Les tomes sont énumérés ici : après un nouveau tome, supprimez ce fichier et .ci, puis relancez la commande.
new-ci-github-next = Ensuite : enregistrez ces fichiers dans Git, et activez les versions immuables dans les réglages du dépôt
new-ci-gitlab-next = Ensuite : enregistrez ces fichiers dans Git, protégez les étiquettes v*, et refusez les doublons des paquets génériques
new-ci-forgejo-next = Ensuite : enregistrez ces fichiers dans Git, et protégez les étiquettes v*
new-ci-offer = Pour compiler à chaque envoi : make-book new ci github (ou gitlab, forgejo)
new-ci-address = « { $address } » ne peut être l’adresse du programme : écrivez https://…, sans espace ni guillemet
new-ci-sum = « { $sum } » n’est pas un SHA-256 : écrivez ses 64 chiffres hexadécimaux
new-ci-no-sum = ce programme ne tourne pas sous Linux en x86-64, comme les serveurs de compilation : donnez par --sha256 le SHA-256 de celui qui le fait

# Help.

help-usage = Utilisation :
help-commands = Commandes{"\u00A0"}
help-arguments = Arguments{"\u00A0"}
help-options = Options{"\u00A0"}
help-about = Compile un livre collectif, écrit en Markdown et en YAML, en un EPUB accessible et un PDF balisé.
help-arg-help = Affiche cette aide
help-arg-version = Affiche la version
help-arg-tomes = Tomes, par le nom de leur dossier (sans aucun : tous)
help-tomes = Tomes à fabriquer, par le nom de leur dossier
help-all = Tous les tomes
help-shard = La part I, de 1 à N, de tous les tomes, partagés par leurs noms : la même sur toute machine
help-format = Fichiers à fabriquer (both si rien n’est dit)
help-draft = Fabrique un brouillon malgré les erreurs
help-no-page-list = Sans les numéros des pages imprimées dans l’EPUB (plus rapide)
help-report = Écrit dans output/ un rapport typographique des pages : du JSON si FILE finit par .json, sinon un texte lisible
help-arg-root = Dossier du projet (sinon le plus proche, en remontant, qui contient book/book.yaml)
help-arg-lang = Langue des messages (sinon celle du système)
help-arg-message-format = Forme des messages (human si rien n’est dit)
help-arg-color = Couleurs (auto si rien n’est dit)
help-arg-strict = Compte les avertissements comme des erreurs
help-check-about = Signale tout ce qui ne va pas, sans rien écrire
help-watch-about = Montre les pages dans un navigateur de cette machine et les remplace à chaque enregistrement. Ni EPUB ni PDF ne sont écrits ; les fautes que seuls ces fichiers révèlent sont dites par « make-book check »
help-watch-open = Ouvre la page dans le navigateur
help-watch-at = Fait montrer cet endroit au « watch » qui tourne pour ce projet, pour une tâche d’un éditeur
help-watch-editor = Comment la page ouvre un fichier dans l’éditeur : une commande avec {"{file}"}, {"{line}"} et {"{column}"}, ou une adresse (sinon MAKE_BOOK_EDITOR, sinon VS Code)
help-watch-port = Port de la page (sinon, un port libre)
help-watch-poll = Compare les dossiers sans l’aide du système, comme le demandent les lecteurs réseau
help-import-about = Fait d’un document, d’une page de blog ou d’un Markdown une contribution à relire
help-import-files = Fichiers ou dossiers : .docx, .odt, pages .html ou .mht, courriels .eml, exports WordPress .xml, .md, texte
help-import-post = Article d’un export WordPress : numéro, nom court ou titre (peut être répété)
help-import-category = Catégorie d’un export WordPress dont les articles sont pris (peut être répété)
help-import-again = Version corrigée d’un texte du tome : montre ce qu’elle change, et le remplace avec --write
help-import-tome = Tome qui recevra le texte
help-import-author = Qui signe, quoi que dise la page : identifiant de book/people.yaml, ou nom en toutes lettres
help-import-title = Titre du texte, quoi que dise le fichier
help-import-changes = Modifications suivies du document : accept (reprises) ou reject (écartées)
help-import-write = Crée le texte et complète les fichiers YAML (sinon tout est seulement montré)
help-release-about = Fait le dossier à publier : EPUB, PDF, couvertures, ONIX, OPDS, citations, sommes de contrôle
help-release-all = Tous les tomes (comme sans aucun nom)
help-release-to = Dossier à écrire, nouveau ou d’une publication précédente (sinon output/release)
help-release-base = Adresse de ce dossier sur le web, pour les flux et les libraires qui ne savent pas résoudre une adresse relative
help-release-since = Dossier d’une publication précédente : changes.json dit ce qui a changé depuis
help-release-unapproved = Prend aussi les textes qui ne sont pas approuvés, et publie sans ceux qui sont attendus
help-release-print = Ajoute les fichiers de l’imprimeur : pages et couverture
help-extract-about = Fait la page qui annonce un texte : sponsors, texte, tomes à télécharger
help-extract-tome = Tome du texte
help-extract-text = Texte : son fichier dans le tome
help-extract-to = Dossier à écrire (sinon output/extract)
help-extract-base = Adresse sur le web du dossier de la publication
help-offprint-about = Fait le tiré à part d’un texte : ses pages avec leurs numéros, et son EPUB
help-offprint-tome = Tome du texte
help-offprint-text = Texte : son fichier dans le tome
help-offprint-to = Dossier à écrire (sinon output/offprint)
help-new-about = Crée un livre, un tome ou un texte prêts à compiler
help-new-book-about = Crée un projet d’un tome et d’un texte
help-new-book-folder = Dossier du projet
help-new-book-title = Titre du livre
help-new-tome-about = Crée un tome et l’ajoute au livre
help-new-tome-tome = Nom du dossier, par exemple tome2
help-new-text-about = Crée un texte et l’ajoute à l’ordre du tome
help-new-text-title = Titre du texte
help-new-text-tome = Tome qui le recevra
help-new-text-author = Identifiant de l’auteur dans book/people.yaml (sinon le premier éditeur)
help-new-ci-about = Écrit les fichiers qui contrôlent, compilent, valident et publient le livre à chaque envoi et à chaque étiquette
help-new-ci-system = Où ils servent
help-new-ci-binary = Adresse de make-book pour Linux en x86-64
help-new-ci-sha256 = Son SHA-256 (sinon celui de ce programme)
help-list-about = Énumère les tomes avec leur langue, leur titre et leurs fichiers
help-list-json = En JSON sur une ligne, pour une matrice
help-list-shard = Les tomes de cette part seulement
help-schema-about = Affiche le schéma JSON d’un fichier YAML, pour les éditeurs de texte
help-schema-file = Fichier (sans aucun : tous)
help-explain-about = Explique un code de message
help-explain-code = Code, par exemple C001
help-completions-about = Affiche les complétions d’un interpréteur de commandes
help-completions-shell = Interpréteur
help-man-about = Affiche la page de manuel

# Status.

status-state = état
status-words = mots
status-title = titre
status-authors = auteurs
status-owed = à recevoir
state-expected = attendu
state-draft = reçu
state-review = en correction
state-approved = approuvé
owed-text = le texte
owed-biography = biographie ({ $person })
owed-portrait = portrait ({ $person })
owed-alternatives = { $count ->
    [one] 1 texte de remplacement
   *[other] { $count } textes de remplacement
    }
status-total = { $texts ->
    [0] aucun texte
    [one] 1 texte
   *[other] { $texts } textes
    }, { $approved ->
    [0] aucun approuvé
    [one] 1 approuvé
   *[other] { $approved } approuvés
    }, { $words ->
    [0] aucun mot
    [one] 1 mot
   *[other] { $words } mots
    }
status-logos = logos à recevoir : { $names }
help-status-about = Dit qui doit quoi : textes, biographies, portraits, logos

# Le rapport typographique.

report-title = Typographie de { $tome } : { $pages } pages, { $lines } lignes de texte courant
report-clean = Rien à signaler.
report-decimal-sign = ,
report-page = p. { $folio } ({ $page })
report-hyphens = césures
report-hyphens-value = { $hyphens }, soit { $share } pour 100 lignes ; { $longest } de suite au plus
report-spaces = espaces entre les mots
report-spaces-value = médiane { $median } ×, écart type { $deviation }, de { $first } à { $last } pour 98 % des lignes ; { $loose } % plus lâches que 1,5 ×, { $tight } % plus serrées que 0,8 ×
report-level = pages en regard de niveau
report-level-value = { $level } sur { $spreads } ({ $share } %)
report-loosest = ligne la plus lâche
report-tightest = ligne la plus serrée
report-count-overfull = lignes hors justification
report-count-missing-glyph = glyphes manquants
report-count-widow = veuves
report-count-orphan = orphelines
report-count-heading-at-foot = intertitres en pied de page
report-count-hyphen-run = trois césures de suite ou davantage
report-count-recto-hyphen = césures en pied de belle page
report-count-verso-hyphen = césures en pied de fausse page
report-count-short-last-page = dernières pages de moins de 4 lignes
report-count-uneven-spread = pages en regard inégales
report-count-hole = blancs inattendus
report-count-short-last-line = dernières lignes très courtes
report-count-loose = lignes plus lâches que 2 ×
report-count-tight = lignes plus serrées que 0,7 ×
report-column-pages = pages
report-column-lines = lignes
report-column-hyphens = cés. %
report-column-run = de suite
report-column-median = espaces
report-column-loose = lâches
report-column-found = constats
report-column-title = titre
report-overfull = hors justification
    .amount = { $amount } pt
report-missing-glyph = glyphe manquant
report-widow = veuve
report-orphan = orpheline
report-heading-at-foot = intertitre en pied de page
report-hyphen-run = césures de suite
report-recto-hyphen = césure en pied de belle page
report-verso-hyphen = césure en pied de fausse page
report-short-last-page = dernière page courte
report-uneven-spread = pages en regard inégales
    .amount = de { $amount } ligne
report-hole = blanc inattendu
    .amount = { $amount } lignes
report-short-last-line = dernière ligne très courte
    .amount = { $amount } cadratin
report-loose = ligne lâche
    .amount = { $amount } ×
report-tight = ligne serrée
    .amount = { $amount } ×

# fix

help-fix-about = Corrige ce qui n’a qu’une réponse : guillemets autour d’une valeur, tabulations, codage, noms de fichiers, dates, ISBN
help-fix-dry-run = Montre les corrections sans rien écrire
fix-file = { $path }{ $renamed ->
        [no] {""}
       *[other] {" "}→ { $renamed }
    }{ $encoding ->
        [no] {""}
       *[other] {" "}({ $encoding } → UTF-8)
    }{ $letters ->
        [yes] {" "}(accents recomposés)
       *[no] {""}
    }
fix-nothing = Rien à corriger d’office. Ce qui reste se voit avec « make-book check ».
fix-done = { $files ->
        [one] 1 fichier corrigé
       *[other] { $files } fichiers corrigés
    }. Relisez les différences, puis « make-book check ».
fix-shown = { $files ->
        [one] 1 fichier serait corrigé
       *[other] { $files } fichiers seraient corrigés
    } ; rien n’est écrit. Sans --dry-run, ce sera fait.

# Les fichiers d’un nouveau livre : des commentaires, et les mots à remplacer.
new-publisher = nom de l’éditeur
new-address = rue, code postal et ville, pays
new-interview-question = une question
new-interview-answer = la réponse
new-about-book = Ce livre. Après chaque deux-points, une espace ; un texte qui contient un deux-points ou un # se met entre guillemets droits.
    « make-book check » dit ce qui ne va pas, « make-book help book » ce que veut dire chaque clé.
new-about-language = La langue du livre.
new-about-editors = Qui dirige le livre : des identifiants de people.yaml.
new-about-publisher = La loi veut sur chaque exemplaire le nom et l’adresse de l’éditeur.
new-about-tomes = Les dossiers des tomes, dans l’ordre.
new-about-format = Largeur et hauteur de la page, en millimètres.
new-about-price = Le prix, s’il y en a un : ôtez les croisillons.
new-about-people = Qui a écrit, dirigé ou illustré. L’identifiant, au début de la ligne, est celui que citent les textes.
    « make-book new person "Prénom Nom" » ajoute quelqu’un.
new-about-portrait = portrait: {"{"} file: images/portrait.jpg, alt: "Ce que montre la photo" {"}"}
new-title-of-person = le livre n’a pas de place pour un titre devant un nom : « { $titles } » est laissé de côté ; « role » ou la biographie peuvent le dire
new-person-done = { $kind ->
        [person] prénom : { $given } ; nom de famille : { $family } ; les textes nomment cette personne { $id }
       *[group] « { $name } » est écrit comme le nom d’un groupe ; s’il s’agit d’une personne, écrivez name: {"{"} given: …, family: … {"}"} ; les textes le nomment { $id }
    }
new-pictures-file = LISEZ-MOI.txt
new-about-book-pictures = Mettez ici les portraits et les logos, en JPEG, en PNG ou en SVG.

    On nomme un portrait dans book/people.yaml, sous la personne :
      portrait: {"{"} file: images/nom.jpg, alt: "Ce que montre la photo" {"}"}
    et un logo dans book/sponsors.yaml, sous le partenaire :
      logo: {"{"} file: images/nom.png, alt: "Ce que montre le logo" {"}"}
new-about-tome-pictures = Mettez ici les images des textes de ce tome, en JPEG, en PNG ou en SVG.

    On les montre dans un texte, sur une ligne à elles :
      {"![Ce que montre l’image](images/nom.jpg)"}
new-about-tiers = Les niveaux de partenariat, le plus haut d’abord.
new-about-sponsors = « make-book new sponsor "Nom" --tier sponsor » ajoute un partenaire.
new-about-tome-title = Le titre de ce tome, s’il en a un : ôtez le croisillon.
new-about-date = La date de parution : année, année-mois ou année-mois-jour.
new-about-isbn = Un numéro par format, quand ils sont attribués : ôtez le croisillon.
new-about-front = Les pages composées d’office, avant les textes : leur liste est dans « make-book help front ».
new-about-body = Les textes, dans l’ordre. « make-book new text "Titre" --tome tome1 » en ajoute un.
new-about-status = draft : reçu ; review : en correction ; approved : approuvé.
new-ask-title = Titre du livre :
new-ask-editor = Qui le dirige (prénom et nom) :
new-ask-tomes = Combien de tomes (1) :
new-ask-language = Langue du livre, par exemple fr-FR ou en-GB :
new-wrong-count = « { $count } » n’est pas un nombre de 1 à 20 : écrivez-le en chiffres
new-wrong-language = « { $language } » n’est pas un code de langue : écrivez fr, fr-FR, en, pt-BR…
new-next = Remplacez maintenant les mots qui suivent « À REMPLACER », puis, dans { $here ->
        [yes] ce dossier
       *[no] le dossier { $folder }
    } : « make-book check » dit ce qui manque, « make-book tome1 » fait le livre.
new-empty-name = le nom est vide
new-unknown-kind = « { $kind } » n’est pas un genre de texte : { $suggestion ->
        [none] choisissez parmi { $kinds }
       *[other] vouliez-vous écrire « { $suggestion } » ? (tous : { $kinds })
    }
new-unknown-part = aucune partie « { $part } » dans { $path }{ $parts ->
        [none] , qui n’en a pas : ajoutez-la d’abord sous body
       *[other] , qui a : { $parts }
    }
new-unknown-tier = « { $tier } » n’est pas un niveau de book/sponsors.yaml, qui a : { $tiers }. Un autre s’y ajoute sous tiers, avec id et title
new-two-people = une personne à la fois : « { $first } » puis « { $second } », si elles sont deux. D’une seule, écrivez le prénom d’abord, sans virgule : make-book new person "{ $second } { $first }"
new-known-person = « { $person } » est déjà dans book/people.yaml : rien n’a été écrit. S’il s’agit de quelqu’un d’autre, donnez un identifiant avec --id
new-refused = rien n’a été écrit : la fabrication du livre le refuserait
new-not-an-id = « { $name } » n’est pas un identifiant : minuscules sans accents, chiffres et traits d’union simples
help-new-book-editor = Qui le dirige : prénom et nom
help-new-book-tomes = Nombre de tomes, de 1 à 20 (1 si rien n’est dit)
help-new-book-language = Langue du livre : fr-FR, en-GB…
help-new-person-about = Ajoute une personne à book/people.yaml
help-new-person-name = Prénom et nom
help-new-person-id = Son identifiant (sinon tiré du nom)
help-new-person-role = Ce qu’elle fait
help-new-sponsor-about = Ajoute un partenaire à book/sponsors.yaml
help-new-sponsor-name = Son nom
help-new-sponsor-tier = Identifiant de son niveau (sinon le dernier)
help-new-sponsor-url = Son site
help-new-sponsor-tagline = Sa devise
help-new-text-kind = Genre : text, interview, preface… (text si rien n’est dit)
help-new-text-part = Titre ou identifiant de la partie qui le recevra (sinon à la fin du tome)

# Ce qu’on demande à « help ».
topic-answer =
    Une réponse d’un entretien. « by » cite un identifiant de people.yaml, « speaker » un nom écrit tel quel.

    {"  "}::: answer {"{"}by="zoe-cas"{"}"}
    {"  "}Depuis dix ans.
    {"  "}:::
topic-question =
    Une question d’un entretien ; la réponse la suit dans « answer ».

    {"  "}::: question {"{"}by="redaction"{"}"}
    {"  "}Depuis quand ?
    {"  "}:::
topic-aside =
    Un encadré, à côté du texte.

    {"  "}::: aside {"{"}title="À savoir"{"}"}
    {"  "}Une phrase ou deux.
    {"  "}:::
topic-epigraph =
    Une citation en tête d’un texte ; sa source est la dernière ligne, après un tiret.

    {"  "}::: epigraph
    {"  "}La phrase citée.
    {"  "}— Son auteur, *son livre*
    {"  "}:::
topic-verse =
    Des vers : chaque ligne reste une ligne.

    {"  "}::: verse
    {"  "}Le premier vers
    {"  "}Le second
    {"  "}:::
topic-figure =
    Une image avec sa légende. Ce qui est entre crochets dit ce que montre l’image à qui ne la voit pas ; la légende suit, après une ligne vide. L’image est dans le dossier images/ du tome ; si son nom a des espaces, mettez-le entre < et >.

    {"  "}::: figure {"{"}credit="Zoé Cas"{"}"}
    {"  "}![Un comptoir de zinc](images/comptoir.jpg)

    {"  "}Le comptoir, un matin.
    {"  "}:::
topic-table =
    Un tableau. La ligne de tirets, sous la première, fait de celle-ci l’en-tête.

    {"  "}::: table {"{"}caption="Deux villes"{"}"}
    {"  "}| Ville | Habitants |
    {"  "}| --- | ---: |
    {"  "}| Quimper | 63 000 |
    {"  "}:::
topic-chart =
    Un graphique : bars (barres), stacked (barres empilées) ou lines (courbes). Les nombres sont écrits ici, ou dans un fichier CSV à côté du texte, tel qu’un tableur l’enregistre.

    {"  "}```chart bars {"{"}title="Surface" unit="cm²" caption="Mesurée."{"}"}
    {"  "}Format,Surface
    {"  "}A5,310.8
    {"  "}A4,623.7
    {"  "}```

    {"  "}```chart lines {"{"}title="Ventes" file="ventes.csv"{"}"}
    {"  "}```
topic-footnote =
    Une note au bas de la page. L’appel est dans le texte, la note est n’importe où dans le fichier, sans espace avant le deux-points.

    {"  "}Un mot[^1].

    {"  "}[^1]: La note.
topic-link =
    Un lien : vers une page du web, un autre texte, une partie d’un texte, une personne de people.yaml.

    {"  "}[le site](https://exemple.fr), [un autre texte](02-autre.md), [son début](02-autre.md#titre), [Zoé](person:zoe-cas)
reference-choices = À choisir parmi : { $choices }.
reference-required = obligatoire
reference-near = « { $topic } » n’est pas expliqué : vouliez-vous écrire « make-book help { $suggestion } » ?
reference-unknown = « { $topic } » n’est ni un fichier, ni une clé, ni un bloc : essayez « make-book help » avec { $topics }
help-help-about = Explique un fichier, une clé ou un bloc : people, portrait, chart…
help-help-topic = book, people, sponsors, tome, header, le nom d’une clé, ou chart, figure, question…
usage-error = { $problem ->
        [extra] « { $what } » est de trop : un nom ou un titre de plusieurs mots se met entre guillemets droits, par exemple "Le pain noir"
        [unknown-option] « { $what } » n’est pas une option{ $command ->
            [none] {""}
           *[other] {" "}de « make-book { $command } »
        }
        [unknown-command] « { $what } » n’est pas une commande
        [missing] il manque : { $what }
        [value] « { $value } » ne convient pas à { $what }
        [no-value] { $what } veut une valeur
        [conflict] { $what } ne va pas avec ce qui est déjà demandé
       *[other] cette ligne de commande n’est pas comprise : { $what }
    }
usage-near = vouliez-vous écrire « { $suggestion } » ?
usage-choices = à choisir parmi : { $choices }
usage-value-shard = On attend deux nombres, le premier de 1 au second : --shard 2/4
usage-value-port = On attend un nombre de 1 à 65535.
usage-value-tomes = On attend un nombre de 1 à 20.
usage-help = Toutes les commandes : make-book --help
unknown-text = aucun tome ne contient « { $text } » : écrivez le chemin d’un texte que son tome.yaml énumère, par exemple tome1/01-premier-texte.md
check-fix = Une partie de ceci se corrige d’office : « make-book fix --dry-run » la montre.

# Pourquoi le système refuse.
reason-not-found = il n’existe pas
reason-forbidden = le système ne le permet pas à ce compte ({ $system })
reason-full = il n’y a plus de place sur le disque ({ $system })
reason-read-only = ce disque est en lecture seule
reason-no-folder = ce n’est pas un dossier
reason-folder = c’est un dossier
reason-busy = un autre programme l’a ouvert : fermez-le, puis recommencez

# How each file is written.
example-book =
    {"  "}title: Le Comptoir
    {"  "}language: fr-FR
    {"  "}editors: [zoe-cas]
    {"  "}publisher: {"{"} name: Éditions du Comptoir, address: [1 rue Neuve, 75002 Paris, France] {"}"}
    {"  "}rights: Tous droits réservés.
    {"  "}date: 2026
    {"  "}tomes: [tome1]
    {"  "}page: {"{"} format: 160x240 {"}"}
    {"  "}legal: {"{"} price: 12 € {"}"}
example-people =
    {"  "}zoe-cas:
    {"    "}name: {"{"} given: Zoé, family: Cas {"}"}
    {"    "}role: torréfactrice
    {"    "}organisation: La Tasse verte
    {"    "}handles: {"{"} mastodon: "@zoe@exemple.social" {"}"}
    {"    "}links: [https://exemple.fr]
    {"    "}portrait: {"{"} file: images/zoe.jpg, alt: Zoé Cas devant son torréfacteur {"}"}
    {"    "}bio: Elle torréfie depuis dix ans.
    {"  "}redaction:
    {"    "}name: La rédaction
    {"    "}bio: Elle relit.
example-sponsors =
    {"  "}tiers:
    {"    "}- {"{"} id: or, title: Or {"}"}
    {"  "}sponsors:
    {"    "}- name: La Tasse verte
    {"      "}tier: or
    {"      "}url: https://tasse.example
    {"      "}tagline: Le café d’ici
    {"      "}logo: {"{"} file: images/tasse.png, alt: Une tasse verte {"}"}
example-tome =
    {"  "}number: 1
    {"  "}title: Le matin
    {"  "}date: 2026-11
    {"  "}isbn: {"{"} print: 978-2-9550378-6-7 {"}"}
    {"  "}summary: Des textes du matin.
    {"  "}front: [half-title, title, legal, sponsors, contents]
    {"  "}body:
    {"    "}- 01-preface.md
    {"    "}- part: Goûter
    {"      "}texts: [02-histoire.md]
    {"  "}back: [contributors, index, colophon]
example-header =
    {"  "}---
    {"  "}title: "Torréfier : un métier"
    {"  "}kind: text
    {"  "}authors: [zoe-cas]
    {"  "}status: approved
    {"  "}date: 2026-11-15
    {"  "}---
    {"  "}Le texte commence ici.
example-shared-page =
    {"  "}---
    {"  "}title: Merci
    {"  "}kind: acknowledgments
    {"  "}---
    {"  "}Merci à tous.
