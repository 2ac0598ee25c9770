# Messages about the EPUB (codes E…).

e001 = the address “{ $address }” cannot be a link
    .help = Write the whole address, with https:// in front; only http, https, mailto and tel links are allowed.
e002 = the picture “{ $path }” cannot be read
    .help = Open it in a picture editor and save it again, as JPEG or PNG.
e003 = this SVG file is not a readable drawing
    .help = Export the drawing again.
e004 = this drawing held “{ $what }”, which a book cannot hold; it was taken out
    .help = Export the drawing as plain SVG, with pictures embedded.
e005 = the style sheet fetches “{ $what }” from outside the book; it was taken out
    .help = Copy the rules into the sheet itself.
