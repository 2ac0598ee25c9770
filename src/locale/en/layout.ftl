# layout

l001 = line too long by { $amount ->
        [one] one point
       *[other] { $amount } points
    }
    .label = nothing here can be broken
    .help = { $kind ->
        [code] Break the line of code where its language allows it.
       *[other] Rephrase the sentence, or replace the no-break spaces that tie its words together by plain ones.
    }

l002 = a word longer than a line: { $word }
    .label = cut where the line ends
    .help = { $kind ->
        [address] Write words in the place of the address: [some words](address).
       *[other] Give the word its breaks in the list “hyphenation” of book.yaml, or use another.
    }

l003 = line too loose: its spaces have { $amount } % of their width
    .help = Rephrase the sentence, or give the word that follows its breaks in the list “hyphenation” of book.yaml.

l020 = this table is set in small type ({ $size } % of its usual size)
    .help = Shorten the cells, drop a column, or part the table in two.
l021 = this table is wider than the page, even turned and in the smallest type: it goes on below itself
    .help = Part the table in two, or turn its rows into columns.
l022 = this title is too long for the running head
    .help = Add `short-title` to the header of the text; until then the pages show the title of the book.
l023 = this is higher than the page
    .help = Make the picture smaller, shorten its caption, or part the table or the chart in two.
l080 = this table is too wide and is turned by a quarter on a page of its own
    .help = Shorten the cells or drop a column if it should stand among the text.
l090 = this picture has only { $dots } dots an inch, printed { $width } mm wide
    .help = Ask for the original, in more pixels, or show the picture smaller; print wants 300 dots an inch, 200 at least.
l081 = this chart has { $count } series, but only { $most } can be told apart without colour
    .help = Draw two charts, or gather the smallest series into one.
l082 = a negative value cannot be seen in a stacked chart
    .help = Draw bars side by side: ‘chart bars’.
l084 = { $reason ->
        [restless] the links to { $tome } are printed without page numbers: those of both volumes never stop changing
       *[errors] the links to { $tome } are printed without page numbers: that volume has errors
    }
    .help = { $reason ->
        [restless] Take a link away, or reword its paragraph.
       *[errors] Mend them, and build this volume again: ‘make-book check { $tome }’.
    }
l083 = { $lost ->
        [price] the back cover does not fit on one page, even in small type; the price is not on it
        [code] the back cover does not fit on one page, even in small type; the bar code is not on it
        [both] the back cover does not fit on one page, even in small type; neither the bar code nor the price is on it
       *[words] the back cover does not fit on one page, even in small type
    }
    .help = Shorten the summary (‘summary’ in tome.yaml).
l088 = these words do not fit on the cover, even in small type
    .help = Shorten them, or give the volume a picture for its cover (‘cover’ in tome.yaml).
