import Command
import Glibc

exit(Program.holdfast.runInThisProcess())
