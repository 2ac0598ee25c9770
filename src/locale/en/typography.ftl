# typography
t001 = { $count ->
        [one] a straight quotation mark or apostrophe stays as typed
       *[other] { $count } straight quotation marks or apostrophes stay as typed; here is the first
    }
    .help = Give each its pair in the same paragraph, or type the curly marks.

t002 = ‘{ $word }’ is written with ‘œ’ ({ $count ->
        [one] one word
       *[other] { $count } words
    } of this text)
    .help = Type ‘œ’ instead of ‘oe’.
