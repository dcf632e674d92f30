public import Registers

public typealias SignIn = Record<SignIns>

/// How a person proves who he is. Only hashes are kept, and none is ever shown.
///
/// Source: NIST SP 800-63B-4, 3.1.1 (passwords are stored salted and hashed).
public struct SignIns: Register {
    public static let book = Book(SignIns())
    public static let mark = "SIG"

    public let person = link("Person", to: People.self, [.required, .unique, .listed])
    public let passwordHash = text("Password hash", [.secret], limit: 400)
    public let mustChange = flag("Must change the password", [.listed])

    public var permissions: Permissions { .secrets }
}
