# Messages about the YAML files (codes M…). `.help` says what to do; `.label` stands under the excerpt.

m001 = clé inconnue « { $key } »
    .help = Corrigez ou supprimez cette clé : ce qu’elle dit serait perdu.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m060 = personne inconnue « { $id } »
    .help = Corrigez l’identifiant, ou ajoutez cette personne à book/people.yaml.
    .did-you-mean = Vouliez-vous écrire « { $suggestion } » ?

m062 = la page « { $page } » n’a rien à montrer : elle est omise
    .help = Retirez-la de tome.yaml, ou déclarez ce qu’elle doit montrer.

m063 = aucun texte de la partie « { $title } » n’est encore reçu : elle est omise
    .help = La partie paraîtra dès qu’un de ses textes sera reçu.

m064 = le volume « { $tome } » ne contient rien
    .help = Énumérez des pages et des textes sous front, body et back.

m065 = le volume n’a pas de date
    .help = Ajoutez date: AAAA-MM à tome.yaml ou à book.yaml.

m069 = « { $id } » ne figure dans aucun tome
    .help = Retirez cette entrée, ou nommez la personne là où elle intervient.

m070 = le tome n’a pas d’ISBN
    .help = Ajoutez isbn à tome.yaml quand les numéros seront attribués, un par format.

m071 = il manque le nom ou l’adresse de l’éditeur
    .help = Complétez publisher dans book.yaml ; la loi veut que chaque exemplaire les porte.

m072 = le tome n’a pas de résumé
    .help = Ajoutez summary à tome.yaml ou à book.yaml : la quatrième de couverture et les catalogues l’attendent.

m073 = il manque la notice de { $name }
    .help = Ajoutez bio à cette personne dans book/people.yaml.

m074 = il manque le portrait de { $name }
    .help = Ajoutez portrait à cette personne dans book/people.yaml.

m075 = il manque le logo de { $name } : le nom sera composé en caractères
    .help = Ajoutez logo à ce sponsor dans book/sponsors.yaml.
