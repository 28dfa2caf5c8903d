internal import Console
internal import Glibc

exit(await EntryPoint.run())
