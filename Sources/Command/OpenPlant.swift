import CSMS
import Exchange
import Files
import Host
import Registers
import Registrar
import SQL
import Store

/// An installation that a command works on.
struct OpenPlant {
    let office: Office

    /// Opens the plant that `--data` names for a command that only reads.
    init(reading arguments: Arguments) throws {
        self.office = try Office(DataFolder(arguments.required(.data)), books: catalogue, for: .read)
    }

    /// Opens the plant that `--data` names for a command that writes; no other process may write meanwhile.
    init(writing arguments: Arguments) throws {
        self.office = try Office(DataFolder(arguments.required(.data)), books: catalogue, for: .write)
    }

    /// All records of the named registers at one moment.
    ///
    /// - Parameter fields: The names of the fields that are wanted, by register, where that is not all of them.
    func snapshot(of registers: [String], only fields: [String: Set<String>] = [:]) throws -> Snapshot {
        try self.office.store.snapshot(of: registers, only: fields)
    }

    /// Today, in UTC.
    var today: Day { self.office.today }

    /// The person who writes: the one `--as` names, or the administrator who installed the plant.
    func author(_ arguments: Arguments) throws -> Author {
        let name = arguments.value(.author) ?? Administrator.userName
        let people = try self.snapshot(of: [People.name, RoleGrants.name])
        guard let author = CSMS.author(named: name, in: people, on: self.today, via: "cli") else {
            throw UsageError("There is no person with the user name “\(name)” who may work here.")
        }
        return author
    }

    /// What the advisories say, read from their originals on all cores, in the order of their numbers.
    func bulletins(of advisories: Table<Advisories>, _ console: Console) -> [Bulletin] {
        let office = self.office
        let readings: [Result<Bulletin, BulletinFault>] = parallelMap(advisories.map(\.digest)) { digest in
            Result { () throws(BulletinFault) in try BulletinFault.reading { try office.bulletin(digest) } }
        }
        var bulletins: [Bulletin] = []
        for (advisory, reading) in zip(advisories, readings) {
            switch reading {
            case .success(let bulletin): bulletins.append(bulletin)
            case .failure(let fault): console.say("\(advisory.reference) \(advisory.advisoryId): \(fault.sentence)")
            }
        }
        return bulletins
    }
}

/// Why an original could not be read again.
struct BulletinFault: Error {
    let sentence: String

    static func reading(_ body: () throws -> Bulletin) throws(BulletinFault) -> Bulletin {
        do { return try body() } catch { throw BulletinFault(sentence: "\(error)") }
    }
}

extension Office {
    /// What the original with this SHA-256 says.
    func bulletin(_ digest: String) throws -> Bulletin {
        try Exchange.bulletin(from: JSON(parsing: self.original(digest)))
    }
}

/// The person who installs a plant.
enum Administrator {
    static let userName = "admin"
}

extension Option {
    /// Who writes, when it is not the administrator.
    static let author = Option(
        "--as", "USER",
        "The user name of the person who writes; without it, admin. Whoever may write the folder is believed.")
}

extension Argument {
    /// The name of a register.
    static let register = Argument(
        "REGISTER", "The name of a register, such as assets or zones.",
        choices: Choices(computed: { catalogue.map(\.name) }))
    /// A record by number or by name.
    static let record = Argument("RECORD", "The number of a record, such as AST-0042.")
}

/// The register that a word names.
func book(named name: String) throws(UsageError) -> any AnyBook {
    guard let book = catalogue.first(where: { $0.name == name }) else {
        throw UsageError("There is no register “\(name)”. holdfast help list names them.")
    }
    return book
}
