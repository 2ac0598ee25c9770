# Labels printed in an English book.

contents-title = Contents
contributors-title = The contributors
index-title = Index of people
sponsors-title = Sponsors
supporters-title = Published with the support of
colophon-title = Colophon
half-title-title = Half-title
title-page-title = Title page
legal-title = Copyright
back-cover-title = Back cover
cover-title = Cover
notes-title = Notes
volume-number = Volume { $number }
part-number = Part { $number }
page-label = page { $folio }
see-page = p. { $folio }
see-biography = See the biography of { $whose }.
see-biography-page = See the biography of { $whose }, { $page }.
and = and
interviewed-by = interview by

# layout
note-number = Note { $number }
kind-preface = Preface
kind-foreword = Foreword
kind-interview = Interview
kind-portrait = Portrait
kind-study = Study
kind-introduction = Introduction
kind-afterword = Afterword
# assemble: dates
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
date-first-day = { $day } { $month } { $year }

# assemble: alternative texts
cover-alternative = Cover of ‘{ $title }’
portrait-alternative = Portrait of { $name }

# assemble: legal page and back cover
published = Edition of { $date }.
printed-by = Printed by
printed-on = Printing completed on { $date }.
printed-in = Printing completed in { $date }.
legal-deposit = Legal deposit: { $date }.
price = Price: { $price }
not-for-sale = This copy may not be sold.
isbn-print = ISBN (printed book): { $isbn }
isbn-pdf = ISBN (PDF): { $isbn }
isbn-epub = ISBN (EPUB): { $isbn }
credit-cover = Cover: { $names }
credit-illustration = Illustrations: { $names }
credit-translation = Translation: { $names }
credit-proofreading = Proofreading: { $names }
credit-layout = Layout: { $names }
credit-photography = Photographs: { $names }
cover-picture = Cover picture:
portrait-picture = Portrait:
logo-of = Logo of { $whose }:
data-mining-reserved = Text and data mining is reserved, under Article 4 of Directive (EU) 2019/790.
contact = Write to us:

# assemble: colophon
colophon-making = This book was set by make-book. The PDF and the EPUB come from the same files and share their page numbers.
colophon-faces = The text is set in EB Garamond, drawn by Georg Duffner and Octavio Pardo after Claude Garamont; running heads, tables and captions in Alegreya Sans, by Juan Pablo del Peral.
colophon-licences = Both typefaces are published under the SIL Open Font License, version 1.1.
colophon-faces-named = The text is set in { $faces }.
colophon-licences-named = These typefaces are published under the SIL Open Font License, version 1.1.
colophon-date = Edition of { $date }.
# epub
cover-alt = Cover image
landmarks-title = Landmarks
page-list-title = List of pages
sponsored-label = Partners of the book
note-back = Back to the call of note { $number }
chart-label = Chart
pdf-citation = Citation of the book (BibTeX)
chart-alt = { $title } (chart; its values are in the table that follows)
chart-data = Data: { $title }
bar-code-alt = Bar code, ISBN { $isbn }
texts-label = In this volume:
licence-label = Licence: { $licence }
volume-full-title = { $title }{ $stop } Volume { $number }
volume-full-title-named = { $title }{ $stop } Volume { $number }, { $name }
# epub
texts-separator = {"; "}
page-source = { $title } (PDF)

# accessibility: the page of the book, and the summary in the metadata
accessibility-title = Accessibility
accessibility-opening = This page says what the book, EPUB and PDF, offers to those who read it by ear, by touch, in large type or with a keyboard.
accessibility-navigation = Contents, headings and landmarks lead from one text to another, and the reading order is that of the pages.
accessibility-pages = The page numbers of the EPUB are those of the PDF: a page that is cited is found in either.
accessibility-index = The index leads to the pages where each person appears.
accessibility-notes = Each call leads to its note, and each note back to its call.
accessibility-text = All text can be read aloud by a speech synthesiser or on a braille display; in the EPUB, face, size, colours and spacing are the reader’s choice.
accessibility-text-imposed = All text can be read aloud by a speech synthesiser or on a braille display; the style sheet of the EPUB imposes a part of its look, however.
accessibility-pictures = Each picture that shows something has an alternative text; those that only adorn are marked as such.
accessibility-pictures-undescribed = Some pictures have no alternative text.
accessibility-charts = The values of each chart can be read in a table of the EPUB too.
accessibility-tables = The headers of tables are announced with their cells.
accessibility-foreign = Words in another language are marked as such, so as to be pronounced rightly.
accessibility-still = Nothing in the book flashes, moves or makes a sound.
accessibility-moving = The style sheet of the EPUB moves a part of its pages.
accessibility-claim = The EPUB conforms to EPUB Accessibility 1.1 and to WCAG 2.2, level AA, according to { $by } ({ $date }).
accessibility-no-claim = The conformity of the EPUB to a standard of accessibility has not been assessed as a whole, and is not claimed.
accessibility-pdf = The PDF is tagged.
accessibility-contact = If an obstacle remains, write to the edition:
# epub
# other volumes
other-tome = (volume { $number })
other-tome-page = (volume { $number }, p. { $folio })
same-author = By the same author:
# layout: a table that goes on overleaf
table-continued = continued
# release: pages of the web
extract-of = From ‘{ $title }’
text-by = A text by { $names }
extract-title = An extract
extract-pages = (PDF, p. { $pages })
volumes-title = { $count ->
        [one] The book
       *[other] The { $count } volumes
    }
download-file = { $format } ({ $kilobytes } kB)
download-epub-hint = for e-readers, phones, tablets and speech synthesis
download-pdf-hint = to print, or to read on a computer with the pages of the book
download-extent = { $pages } pages, { $words } words
download-records = Checksums, catalogues, citations
history-title = Versions
history-added = new
history-rewritten = rewritten
history-moved = on other pages
history-removed = withdrawn
history-pages = p. { $before }, then p. { $after }
# release: accessibility in the words of the Display Guide 2.1 (W3C, strings 2.1.a)
a11y-ways-of-reading = Ways of reading
a11y-visual-adjustments-modifiable = Appearance can be modified
a11y-visual-adjustments-unknown = No information about appearance modifiability is available
a11y-nonvisual-reading-readable = Readable in read aloud or dynamic braille
a11y-nonvisual-reading-not-fully = Not fully readable in read aloud or dynamic braille
a11y-nonvisual-reading-alt-text = Has alternative text
a11y-conformance = Conformance
a11y-conformance-aa = This publication meets accepted accessibility standards
a11y-conformance-no = No information is available
a11y-conformance-certifier = The publication was certified by { $certifier }
a11y-conformance-date = The publication was certified on { $date }
a11y-navigation = Navigation
a11y-navigation-toc = Table of contents
a11y-navigation-index = Index
a11y-navigation-structural = Headings
a11y-navigation-page-navigation = Go to page
a11y-hazards = Hazards
a11y-hazards-none = No hazards
a11y-hazards-flashing-unknown = Flashing hazards not known
a11y-hazards-motion-unknown = Motion simulation hazards not known
a11y-hazards-sound-none = No sound hazards
a11y-additional = Additional accessibility information
a11y-additional-aria = ARIA roles included
a11y-additional-page-breaks = Page breaks included
a11y-summary = Accessibility summary
a11y-contact = For more information about the accessibility of this product, please contact the publisher:

# What each page of a draft bears.
draft-mark = draft
