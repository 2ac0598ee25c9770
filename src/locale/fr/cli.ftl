# cli

# project: failures of the machine.
project-cannot-list = impossible d’énumérer le dossier { $path } : { $reason }
project-cannot-read = impossible de lire { $path } : { $reason }
project-cannot-write = impossible d’écrire { $path } : { $reason }
project-writes-outside = { $path } sort du dossier de sortie : rien n’y est écrit
