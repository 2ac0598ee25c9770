# Messages about the YAML files (codes M…). `.help` says what to do; `.label` stands under the excerpt.

m001 = unknown key ‘{ $key }’
    .help = Correct or remove this key: what it says would be lost.
    .did-you-mean = Did you mean ‘{ $suggestion }’?
