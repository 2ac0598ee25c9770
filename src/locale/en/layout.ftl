# layout

l001 = line too long by { $excess ->
        [one] one point
       *[other] { $excess } points
    }
    .label = nothing here can be broken
    .help = Rephrase the sentence, or give the word its breaks in the list “hyphenation” of book.yaml.

l020 = this table is set in small type ({ $size } % of its usual size)
    .help = Shorten the cells, drop a column, or part the table in two.
l021 = this table is wider than the page, even in the smallest type
    .help = Part the table in two, or turn its rows into columns.
l022 = this title is too long for the running head
    .help = Add `short-title` to the header of the text; until then the pages show the title of the book.
l023 = this is higher than the page
    .help = Make the picture smaller, shorten its caption, or part the table or the chart in two.
