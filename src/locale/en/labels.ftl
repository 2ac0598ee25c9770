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

# layout
note-number = Note { $number }
kind-preface = Preface
kind-foreword = Foreword
kind-interview = Interview
kind-portrait = Portrait
kind-study = Study
kind-introduction = Introduction
kind-afterword = Afterword
