# typography
t001 = { $count ->
        [one] un guillemet droit ou une apostrophe droite reste tel quel
       *[other] { $count } guillemets droits ou apostrophes droites restent tels quels ; voici le premier
    }
    .help = Donnez à chacun sa moitié dans le même paragraphe, ou tapez « et ».

t002 = « { $word } » s’écrit avec « œ » ({ $count ->
        [one] un seul mot
       *[other] { $count } mots
    } de ce texte)
    .help = Tapez « œ » à la place de « oe ».
