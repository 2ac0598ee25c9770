# From `make-book list --json`: the jobs of a matrix, at most 200, each with a name and its tomes. A volume each, or as many in one as in the others.
[.[].tome] | (length / 200 | ceil) as $size
    | [_nwise($size) | { name: (if length > 1 then .[0] + "_" + .[-1] else .[0] end), tomes: join(" ") }]
