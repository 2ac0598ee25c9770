# layout

l001 = line too long by { $excess ->
        [one] one point
       *[other] { $excess } points
    }
    .label = nothing here can be broken
    .help = Rephrase the sentence, or give the word its breaks in the list “hyphenation” of book.yaml.
