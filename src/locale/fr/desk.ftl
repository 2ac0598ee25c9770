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
watch-cannot-open = impossible d’ouvrir la page au port { $port } de cette machine : { $reason }. Choisissez un autre port (--port), ou aucun.

# La page.

desk-lang = fr
desk-waiting = Le livre se prépare…
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
