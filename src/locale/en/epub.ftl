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
e070 = { $path } is an animation: the book shows its first frame
    .help = Choose the frame that says most, or link to the animation.
e071 = this drawing holds itself, or repeats itself beyond measure
    .help = Export it again, without symbols that contain themselves.
e076 = this drawing holds “{ $what }”, which the PDF cannot show
    .help = Write a colour as #rrggbb, or export the drawing as plain SVG.
e077 = the filters of this drawing take too long, or cannot be drawn
    .help = Export the drawing without effects (blur, shadows, noise), or as PNG.
e075 = with { $path }, the drawings of the volume draw more than two million elements
    .help = Export the most intricate of them as PNG, or simplify them.
e072 = the cover is small: { $width } by { $height } pixels
    .help = Ask its maker for the file in full size: stores ask for 1,600 by 2,560 pixels.
e073 = the page cuts { $percent }% off the cover, { $where ->
        [sides] on the left and on the right
       *[ends] at the top and at the foot
    }
    .help = Keep titles away from these edges, or give the cover the shape of the page.
e060 = the font “{ $family }” cannot be embedded in the EPUB: its maker does not allow it
    .help = Ask its maker for a licence for electronic books, or choose a free font.
e061 = the style sheet imposes “{ $what }” on the reader
    .help = Write lengths in em, rem or per cent, and leave out !important.
e062 = the file “{ $name }” of the EPUB has { $size } KB, more than the 300 that every reading device bears
    .help = Divide the table or the piece of code, or begin new paragraphs.
e074 = { $path } says where the photograph was taken: the book does not repeat it
    .help = Nothing, unless the file itself is to be passed on.
e006 = { $reason ->
        [forbidden] “{ $what }” may not stand in the style sheet of an EPUB; it was taken out
        [broken] “{ $what }” is no CSS that reading systems can read; it was taken out
        [unclosed] a rule of the style sheet has no end; it ends here
       *[unknown] “{ $what }” is not known to be safe in the style sheet of an EPUB; it was taken out
    }
    .help = Correct it, or remove it.
