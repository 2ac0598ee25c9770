# Messages about the texts (codes C…).

c001 = the link ‘{ $target }’ leads nowhere
    .help = Correct the target, or remove the link.
    .did-you-mean = Did you mean ‘{ $suggestion }’?
