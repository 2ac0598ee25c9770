# The words of the page of ‘make-book watch’, and what the command says at the terminal.

# Terminal.

watch-open = { $address }
watch-hint = The page is at the address above, on this machine only. Ctrl-C ends it.
watch-polls = The system does not tell of changes here: the folders are compared twice a second.
watch-done = { $pages ->
    [0] No pages
    [one] 1 page
   *[other] { $pages } pages
    }, { $errors ->
    [0] no errors
    [one] 1 error
   *[other] { $errors } errors
    }, { $warnings ->
    [0] no warnings
    [one] 1 warning
   *[other] { $warnings } warnings
    } ({ $milliseconds } ms)
watch-cannot-open = { $kind ->
        [taken] port { $port } of this machine is taken by another program. Choose another port (--port), or none.
        [forbidden] the system does not allow port { $port } to this account. Choose one above 1023 (--port), or none.
       *[other] cannot open the page at port { $port } of this machine: { $reason }. Choose another port (--port), or none.
    }
watch-no-browser = No browser could be opened: open the address above.
watch-no-address = no ‘make-book watch’ is running for this project, or output/.cache was deleted since it began. Start it, or start it again.
watch-none = no ‘make-book watch’ is running for this project. Start it, then ask again.
watch-unprinted = nothing of { $place } is printed: the file is not in the book, or the book has mistakes.
watch-no-window = The desk runs, but its page is open nowhere: open the address that ‘make-book watch’ has printed.

# The page.

desk-lang = en
desk-waiting = The book is being made…
desk-last = These are the pages of last time: those of now are being made…
desk-not-kept = This page of last time is not kept: it comes back as soon as the book has no errors.
desk-current = Up to date
desk-outdated = These are the pages of before: see the messages
desk-lost = make-book does not answer: the page stays as it is. Start ‘make-book watch’ again
desk-contents = Contents
desk-printed = Printed pages
desk-messages = Messages
desk-no-message = Nothing to report.
desk-page-number = Page
desk-go = Go
desk-smaller = Smaller
desk-larger = Larger
desk-page = Page
desk-pages = Pages
desk-cover = Cover
desk-blank = blank page
desk-errors = err.
desk-warnings = warn.
desk-unprinted = not printed
desk-edit = Open in the editor
desk-edit-failed = The editor could not be started: say how it is called with --editor
desk-search = Search
desk-found-none = Not found
desk-found-one = 1 place
desk-found-many = places
desk-found-more = The first places of many
desk-close = Close
desk-view = View
desk-view-print = Pages
desk-view-both = Pages and EPUB
desk-view-epub = EPUB
desk-sheets = Sheets
desk-spread = Spreads
desk-single = Single pages
desk-device = Screen
desk-device-phone = Telephone
desk-device-tablet = Tablet
desk-device-wide = Wide
desk-night = Night
desk-epub = EPUB of this text
desk-no-epub = This page is not in the EPUB.
desk-keys = Keys: ← → pages, g page number, / search, + − size, s single pages, v view, Esc back to the pages
