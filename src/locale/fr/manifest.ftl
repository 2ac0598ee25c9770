# Messages about the YAML files (codes M…). `.help` says what to do; `.label` stands under the excerpt.

m001 = clé inconnue « { $key } »
    .help = Corrigez ou supprimez cette clé : ce qu’elle dit serait perdu.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?
