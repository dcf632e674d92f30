public import Registers
import SQL
import Store

extension Registrar {
    /// Writes batches as ``submit(each:by:)`` would, tells `body` what becomes of each, and takes everything back.
    ///
    /// Batches see what earlier ones of the same rehearsal wrote.
    public func rehearse<T: Sendable>(by author: Author, _ body: (Rehearsal) throws -> T) throws -> T {
        try self.office.store.database.check { connection in
            try body(Rehearsal(registrar: self, author: author, connection: connection))
        }
    }
}

/// A transaction that will be taken back.
public struct Rehearsal {
    let registrar: Registrar
    let author: Author
    let connection: any Connection

    /// All records as the rehearsal has them so far.
    public func snapshot() throws -> Snapshot { try self.registrar.office.store.snapshot(on: self.connection) }

    /// What becomes of each batch, up to the first that is refused.
    public func submit(each batches: [Registrar.Batch]) throws -> [Result<Registrar.Answer, any Error>] {
        let stop = Stop()
        return try batches.map { batch in
            try self.connection.run("SAVEPOINT rehearsal")
            let result = Result {
                try self.registrar.office.store.writing(
                    self.registrar.context(of: batch, by: self.author), on: self.connection
                ) { writing in
                    try stop.unlessRefused { try self.registrar.write(batch, by: self.author, in: &writing) }
                }
            }
            if case .failure = result { try self.connection.run("ROLLBACK TO rehearsal") }
            try self.connection.run("RELEASE rehearsal")
            return result
        }
    }
}
