import CSMS
import Crypto
import Host
import Registers
import Registrar

extension Option {
    fileprivate static let ledgerName = Option(
        "--name", "NAME", "How the ledger names itself in its checkpoints.", standard: "holdfast.invalid/plant")
}

extension Command {
    static let initialise = Command(
        "init", "Makes a new data folder and prints the first administrator's one-time password.",
        details: [
            "The folder must be empty or missing. The password stands alone on standard output and is kept nowhere: "
                + "only its hash is. It must be changed at the first sign-in."
        ],
        options: [.data, .ledgerName],
        examples: [Example("holdfast init --data plant", "Makes the folder “plant”.")]
    ) { arguments, console in
        let folder = DataFolder(arguments.required(.data))
        let password = oneTimePassword(SystemRandom())
        let hash = try Argon2id.strong.hash(Array(password.utf8), salt: SystemRandom().bytes(16))
        // The password goes out before the plant is made: a plant whose password nobody has is of no use.
        _ = try Office.make(in: folder, name: arguments.required(.ledgerName), books: catalogue) { office in
            founders(of: office, passwordHash: hash)
        } announcing: {
            try console.data(password + "\n")
            try console.flush()
        }
        console.say("The plant is in \(folder.path). Sign in as “\(Administrator.userName)” with this password.")
        return .done
    }
}

/// Twenty letters and digits that nobody mistakes for each other, in groups of five: 99 bits.
private func oneTimePassword(_ random: any Random) -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)
    var picked: [UInt8] = []
    while picked.count < 20 {
        // Bytes beyond the last whole multiple of the alphabet are passed over, so that each letter is as likely.
        picked += random.bytes(32).filter { $0 < UInt8(256 / letters.count * letters.count) }.map {
            letters[Int($0) % letters.count]
        }
    }
    return stride(from: 0, to: 20, by: 5).map { String(decoding: picked[$0..<$0 + 5], as: UTF8.self) }
        .joined(separator: "-")
}

/// The first administrator with his role and the hash of his password.
private func founders(of office: Office, passwordHash: String) -> [Proposal] {
    let person = Person(id: ID(office.newID())) {
        $0.userName = Administrator.userName
        $0.name = "Administrator"
    }
    let grant = RoleGrant(id: ID(office.newID())) {
        $0.person = person.id
        $0.role = .administrator
    }
    let signIn = SignIn(id: ID(office.newID())) {
        $0.person = person.id
        $0.passwordHash = passwordHash
        $0.mustChange = true
    }
    return [
        Proposal(new: People.book, id: person.id.uuid, cells: person.cells),
        Proposal(new: RoleGrants.book, id: grant.id.uuid, cells: grant.cells),
        Proposal(new: SignIns.book, id: signIn.id.uuid, cells: signIn.cells),
    ]
}
