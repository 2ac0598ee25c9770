# Messages about the YAML files (codes M…). `.help` says what to do; `.label` stands under the excerpt.

m001 = unknown key ‘{ $key }’
    .help = Correct or remove this key: what it says would be lost.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m060 = unknown person ‘{ $id }’
    .help = Correct the id, or add this person to book/people.yaml.
    .did-you-mean = Did you mean ‘{ $suggestion }’?

m062 = the page ‘{ $page }’ has nothing to show: it is left out
    .help = Remove it from tome.yaml, or declare what it should show.

m063 = no text of the part ‘{ $title }’ is received yet: it is left out
    .help = The part will appear as soon as one of its texts is received.

m064 = the volume ‘{ $tome }’ holds nothing
    .help = List pages and texts under front, body and back.

m065 = the volume has no date
    .help = Add date: YYYY-MM to tome.yaml or book.yaml.

m069 = ‘{ $id }’ appears in no volume
    .help = Remove the entry, or name the person where they belong.

m070 = the volume has no ISBN
    .help = Add isbn to tome.yaml when the numbers are attributed, one per format.

m071 = the publisher’s name or address is missing
    .help = Complete publisher in book.yaml; French law wants both on every copy.

m072 = the volume has no summary
    .help = Add summary to tome.yaml or book.yaml: the back cover and catalogues show it.

m073 = { $name } has no biography
    .help = Add bio to this person in book/people.yaml.

m074 = { $name } has no portrait
    .help = Add portrait to this person in book/people.yaml.

m075 = { $name } has no logo: the name will be set in type
    .help = Add logo to this sponsor in book/sponsors.yaml.
