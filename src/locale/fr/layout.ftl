# layout

l001 = ligne trop longue { $excess ->
        [one] d’un point
       *[other] de { $excess } points
    }
    .label = rien ne se coupe ici
    .help = Reformulez la phrase, ou indiquez les coupures du mot dans la liste « hyphenation » de book.yaml.
