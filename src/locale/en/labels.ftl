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
data-mining-reserved = Text and data mining is reserved, under Article 4 of Directive (EU) 2019/790.
contact = Write to us:

# assemble: colophon
colophon-making = This book was set by make-book. The PDF and the EPUB come from the same files and share their page numbers.
colophon-faces = The text is set in EB Garamond, drawn by Georg Duffner and Octavio Pardo after Claude Garamont; running heads, tables and captions in Alegreya Sans, by Juan Pablo del Peral.
colophon-licences = Both typefaces are published under the SIL Open Font License, version 1.1.
colophon-date = Edition of { $date }.
# epub
cover-alt = Cover image
landmarks-title = Landmarks
page-list-title = List of pages
sponsored-label = Partners of the book: sponsored content
note-back = Back to the call of note { $number }
chart-label = Chart
chart-alt = { $title } (chart; its values are in the table that follows)
chart-data = Data: { $title }
bar-code-alt = Bar code, ISBN { $isbn }
texts-label = In this volume:
licence-label = Licence: { $licence }
volume-full-title = { $title }. Volume { $number }
volume-full-title-named = { $title }. Volume { $number }, { $name }
accessibility-summary = Structured text, wholly readable by speech or braille; contents, headings and landmarks lead through it; pictures that mean something have alternative text, charts a table of their values.
accessibility-summary-pages = The page list follows the pagination of the paginated edition.
# epub
texts-separator = {"; "}
page-source = { $title } (PDF)
