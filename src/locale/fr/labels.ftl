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

# layout
note-number = Note { $number }
kind-preface = Préface
kind-foreword = Avant-propos
kind-interview = Entretien
kind-portrait = Portrait
kind-study = Étude
kind-introduction = Introduction
kind-afterword = Postface
