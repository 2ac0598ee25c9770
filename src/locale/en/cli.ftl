# Messages of the command line, for the person at the terminal.

severity-error = error
severity-warning = warning
severity-note = note
severity-help = help
