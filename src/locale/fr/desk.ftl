# Les mots de la page de « make-book watch », et ce que la commande dit au terminal.

# Terminal.

watch-open = { $address }
watch-hint = La page est à l’adresse ci-dessus, sur cette machine seulement. Ctrl-C pour finir.
watch-polls = Le système ne signale pas les changements ici : les dossiers sont comparés deux fois par seconde.
watch-done = { $pages ->
    [0] Aucune page
    [one] 1 page
   *[other] { $pages } pages
    }, { $errors ->
    [0] aucune erreur
    [one] 1 erreur
   *[other] { $errors } erreurs
    }, { $warnings ->
    [0] aucun avertissement
    [one] 1 avertissement
   *[other] { $warnings } avertissements
    } ({ $milliseconds } ms)
watch-cannot-open = { $kind ->
        [taken] le port { $port } de cette machine est déjà pris par un autre programme. Choisissez un autre port (--port), ou aucun.
        [forbidden] le système ne permet pas le port { $port } à ce compte. Choisissez-en un de plus de 1023 (--port), ou aucun.
       *[other] impossible d’ouvrir la page au port { $port } de cette machine : { $reason }. Choisissez un autre port (--port), ou aucun.
    }
watch-no-browser = Aucun navigateur n’a pu être ouvert : ouvrez l’adresse ci-dessus.
watch-no-address = aucun « make-book watch » ne tourne pour ce projet, ou output/.cache a été effacé depuis. Lancez-le, ou relancez-le.
watch-none = aucun « make-book watch » ne tourne pour ce projet. Lancez-le, puis redemandez.
watch-unprinted = rien de { $place } n’est imprimé : le fichier n’est pas dans le livre, ou le livre a des fautes.
watch-no-window = Le bureau tourne, mais sa page n’est ouverte nulle part : ouvrez l’adresse que « make-book watch » a affichée.

# La page.

desk-lang = fr
desk-waiting = Le livre se prépare…
desk-last = Les pages sont celles de la dernière fois : celles d’aujourd’hui se préparent…
desk-not-kept = Cette page de la dernière fois n’est pas gardée : elle revient dès que le livre n’a plus d’erreur.
desk-current = À jour
desk-outdated = Les pages sont celles d’avant : voyez les messages
desk-lost = make-book ne répond plus : la page reste telle quelle. Relancez « make-book watch »
desk-contents = Sommaire
desk-printed = Pages imprimées
desk-messages = Messages
desk-no-message = Rien à signaler.
desk-page-number = Page
desk-go = Aller
desk-smaller = Plus petit
desk-larger = Plus grand
desk-page = Page
desk-pages = Pages
desk-cover = Couverture
desk-blank = page blanche
desk-errors = err.
desk-warnings = avert.
desk-unprinted = pas imprimé
desk-edit = Ouvrir dans l’éditeur
desk-edit-failed = L’éditeur n’a pas pu être lancé : dites comment l’appeler par --editor
desk-search = Chercher
desk-found-none = Introuvable
desk-found-one = 1 endroit
desk-found-many = endroits
desk-found-more = Les premiers endroits parmi beaucoup
desk-close = Fermer
desk-view = Vue
desk-view-print = Pages
desk-view-both = Pages et EPUB
desk-view-epub = EPUB
desk-sheets = Feuilles
desk-spread = Doubles pages
desk-single = Page par page
desk-device = Écran
desk-device-phone = Téléphone
desk-device-tablet = Tablette
desk-device-wide = Large
desk-night = Nuit
desk-epub = EPUB de ce texte
desk-no-epub = Cette page n’est pas dans l’EPUB.
desk-keys = Touches : ← → pages, g numéro de page, / chercher, + − taille, s page par page, v vue, Échap retour aux pages
