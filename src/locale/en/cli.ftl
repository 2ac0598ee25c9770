# cli

# project: failures of the machine.
project-cannot-list = cannot list the folder { $path }: { $reason }
project-cannot-read = cannot read { $path }: { $reason }
project-cannot-write = cannot write { $path }: { $reason }
project-writes-outside = { $path } leads out of the output folder: nothing is written there
