# epub
