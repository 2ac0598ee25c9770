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
see-page = p. { $folio }
and = and
interviewed-by = interview by

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
