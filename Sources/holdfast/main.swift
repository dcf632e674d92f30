import Command
import Host

Terminal.end(Program.holdfast.runInThisProcess())
