# Messages about the texts (codes C…).

c001 = le lien « { $target } » ne mène nulle part
    .help = Corrigez la cible, ou retirez le lien.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?
