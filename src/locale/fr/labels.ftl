# Labels printed in a French book. Typography is final here: U+202F and U+00A0 are typed.

contents-title = Sommaire
contributors-title = Les contributeurs
index-title = Index des personnes
sponsors-title = Sponsors
supporters-title = Publié avec le soutien de
colophon-title = Colophon
half-title-title = Faux-titre
title-page-title = Page de titre
legal-title = Mentions légales
back-cover-title = Quatrième de couverture
cover-title = Couverture
notes-title = Notes
volume-number = Tome { $number }
part-number = Partie { $number }
page-label = page { $folio }
see-page = p. { $folio }
and = et
interviewed-by = propos recueillis par

# epub
cover-alt = Image de couverture
landmarks-title = Repères
page-list-title = Liste des pages
sponsored-label = Partenaires du livre : contenu sponsorisé
note-back = Retour à l’appel de la note { $number }
chart-label = Graphique
chart-alt = { $title } (graphique ; les valeurs sont dans le tableau qui suit)
chart-data = Données : { $title }
bar-code-alt = Code-barres, ISBN { $isbn }
texts-label = Dans ce volume :
licence-label = Licence : { $licence }
volume-full-title = { $title }. Tome { $number }
volume-full-title-named = { $title }. Tome { $number }, { $name }
accessibility-summary = Texte structuré et entièrement lisible par synthèse vocale ou plage braille ; sommaire, titres et repères permettent de s’y déplacer ; les images porteuses de sens ont un texte de remplacement, les graphiques un tableau de leurs valeurs.
accessibility-summary-pages = La liste des pages suit la pagination de l’édition paginée.
