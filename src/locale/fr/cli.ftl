# Messages of the command line, for the person at the terminal.

severity-error = erreur
severity-warning = avertissement
severity-note = note
severity-help = aide
