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
see-page = p. { $folio }
see-biography = Voir la biographie { $whose }.
see-biography-page = Voir la biographie { $whose }, { $page }.
and = et
interviewed-by = propos recueillis par

# layout
note-number = Note { $number }
kind-preface = Préface
kind-foreword = Avant-propos
kind-interview = Entretien
kind-portrait = Portrait
kind-study = Étude
kind-introduction = Introduction
kind-afterword = Postface
# assemble: dates
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
date-first-day = { $day }er { $month } { $year }

# assemble: alternative texts
cover-alternative = Couverture de « { $title } »
portrait-alternative = Portrait de { $name }

# assemble: legal page and back cover
published = Date d’édition : { $date }.
printed-by = Imprimé par
printed-on = Achevé d’imprimer le { $date }.
printed-in = Achevé d’imprimer en { $date }.
legal-deposit = Dépôt légal : { $date }.
price = Prix : { $price }
not-for-sale = Cet exemplaire ne peut être vendu.
isbn-print = ISBN (livre imprimé) : { $isbn }
isbn-pdf = ISBN (PDF) : { $isbn }
isbn-epub = ISBN (EPUB) : { $isbn }
credit-cover = Couverture : { $names }
credit-illustration = Illustrations : { $names }
credit-translation = Traduction : { $names }
credit-proofreading = Correction : { $names }
credit-layout = Mise en page : { $names }
credit-photography = Photographies : { $names }
cover-picture = Image de couverture :
portrait-picture = Portrait :
logo-of = Logo { $whose } :
data-mining-reserved = La fouille de textes et de données est réservée, au sens de l’article 4 de la directive (UE) 2019/790 et de l’article L. 122-5-3 du Code de la propriété intellectuelle.
contact = Écrire à l’édition :

# assemble: colophon
colophon-making = Ce livre est composé par make-book. Le PDF et l’EPUB naissent des mêmes fichiers et partagent la même pagination.
colophon-faces = Le texte est en EB Garamond, que Georg Duffner et Octavio Pardo ont dessiné d’après Claude Garamont ; les titres courants, les tableaux et les légendes sont en Alegreya Sans, de Juan Pablo del Peral.
colophon-licences = Ces deux caractères sont distribués sous la licence SIL Open Font License, version 1.1.
# epub
colophon-faces-named = Le texte est en { $faces }.
colophon-licences-named = Ces caractères sont distribués sous la licence SIL Open Font License, version 1.1.
colophon-date = Date d’édition : { $date }.
# epub
cover-alt = Image de couverture
landmarks-title = Repères
page-list-title = Liste des pages
sponsored-label = Partenaires du livre
note-back = Retour à l’appel de la note { $number }
chart-label = Graphique
pdf-citation = Référence bibliographique du livre (BibTeX)
chart-alt = { $title } (graphique ; les valeurs sont dans le tableau qui suit)
chart-data = Données : { $title }
bar-code-alt = Code-barres, ISBN { $isbn }
texts-label = Dans ce volume :
licence-label = Licence : { $licence }
volume-full-title = { $title }{ $stop } Tome { $number }
volume-full-title-named = { $title }{ $stop } Tome { $number }, { $name }
# epub
texts-separator = {" ; "}
page-source = { $title } (PDF)

# accessibility: the page of the book, and the summary in the metadata
accessibility-title = Accessibilité
accessibility-opening = Cette page dit ce que le livre, EPUB et PDF, offre à qui le lit par l’oreille, sous les doigts, en gros caractères ou au clavier.
accessibility-navigation = Le sommaire, les titres et les repères permettent d’aller d’un texte à l’autre, et l’ordre de lecture est celui des pages.
accessibility-pages = Les numéros de page de l’EPUB sont ceux du PDF : une page citée se retrouve dans l’un et dans l’autre.
accessibility-index = L’index mène aux pages où chaque personne paraît.
accessibility-notes = Chaque appel mène à sa note, et chaque note ramène à son appel.
accessibility-text = Tout le texte peut être lu par une synthèse vocale ou sur une plage braille ; dans l’EPUB, caractère, taille, couleurs et espacements sont au choix du lecteur.
accessibility-text-imposed = Tout le texte peut être lu par une synthèse vocale ou sur une plage braille ; la feuille de style de l’EPUB impose toutefois une partie de sa présentation.
accessibility-pictures = Chaque image qui montre quelque chose a un texte de remplacement ; celles qui ne font qu’orner sont signalées comme telles.
accessibility-pictures-undescribed = Certaines images n’ont pas de texte de remplacement.
accessibility-charts = Les valeurs de chaque graphique se lisent aussi dans un tableau de l’EPUB.
accessibility-tables = Les en-têtes des tableaux sont annoncés avec leurs cellules.
accessibility-foreign = Les mots d’une autre langue sont marqués comme tels, pour être prononcés comme il convient.
accessibility-still = Rien dans le livre ne clignote, ne bouge ni ne fait de bruit.
accessibility-moving = La feuille de style de l’EPUB anime une partie de ses pages.
accessibility-claim = L’EPUB est conforme à EPUB Accessibility 1.1 et aux WCAG 2.2, niveau AA, selon { $by } ({ $date }).
accessibility-no-claim = La conformité de l’EPUB à une norme d’accessibilité n’a pas été évaluée dans son entier, et n’est pas déclarée.
accessibility-pdf = Le PDF est balisé.
accessibility-contact = Si un obstacle demeure, écrivez à l’édition :
# epub
# other volumes
other-tome = (tome { $number })
other-tome-page = (tome { $number }, p. { $folio })
same-author = Du même auteur :
# layout: a table that goes on overleaf
table-continued = suite
# release: pages of the web
extract-of = Extrait de « { $title } »
text-by = Texte { $names }
extract-title = Un extrait
extract-pages = (PDF, p. { $pages })
volumes-title = { $count ->
        [one] Le livre
       *[other] Les { $count } tomes
    }
download-file = { $format } ({ $kilobytes } ko)
download-epub-hint = pour liseuses, téléphones, tablettes et synthèses vocales
download-pdf-hint = pour imprimer, ou lire sur un ordinateur avec les pages du livre
download-extent = { $pages } pages, { $words } mots
download-records = Sommes de contrôle, catalogues, citations
history-title = Versions
history-added = nouveau
history-rewritten = réécrit
history-moved = sur d’autres pages
history-removed = retiré
history-pages = p. { $before }, puis p. { $after }
# release: accessibility in the words of the Display Guide 2.1 (EDRLab, strings 2.0.c)
a11y-ways-of-reading = Lisibilité
a11y-visual-adjustments-modifiable = L’affichage peut être adapté
a11y-visual-adjustments-unknown = Aucune information sur les possibilités d’adaptation de l’affichage
a11y-nonvisual-reading-readable = Entièrement lisible en voix de synthèse ou en braille
a11y-nonvisual-reading-not-fully = Pas entièrement lisible en voix de synthèse ou en braille
a11y-nonvisual-reading-alt-text = Images décrites
a11y-conformance = Règles d’accessibilité
a11y-conformance-aa = Cette publication répond aux règles d’accessibilité reconnues
a11y-conformance-no = Aucune information disponible
a11y-conformance-certifier = Accessibilité évaluée par { $certifier }
a11y-conformance-date = Accessibilité évaluée le { $date }
a11y-navigation = Points de repère
a11y-navigation-toc = Table des matières
a11y-navigation-index = Index
a11y-navigation-structural = Titres
a11y-navigation-page-navigation = Aller à la page
a11y-hazards = Points d’attention
a11y-hazards-none = Aucun point d’attention
a11y-hazards-flashing-unknown = Pas d’information concernant la présence de flashs lumineux
a11y-hazards-motion-unknown = Pas d’information concernant la présence d’images en mouvement
a11y-hazards-sound-none = Pas de risques sonores
a11y-additional = Informations complémentaires sur l’accessibilité
a11y-additional-aria = Information enrichie pour les technologies d’assistance
a11y-additional-page-breaks = Pagination identique à l’imprimé
a11y-summary = Informations d’accessibilité supplémentaires fournies par l’éditeur
a11y-contact = Pour plus d’informations sur l’accessibilité, contacter :

# What each page of a draft bears.
draft-mark = brouillon
