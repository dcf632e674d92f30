import SQL

extension Store {
    /// Compares the inner tables of the search index with its words; nothing is written.
    ///
    /// The engine counts the comparison as a write, so a connection of its own runs it in a transaction that is
    /// rolled back.
    ///
    /// - Returns: What was altered, one sentence each.
    /// - Throws: `DatabaseError` when the check cannot run, for example on a medium that is read-only.
    public static func searchAlterations(in path: String) throws -> [String] {
        let database = try Database(file: path, readers: 0, for: .check)
        return try database.check { connection in
            guard let check = connection.dialect.checkSearch else { return [] }
            var alterations: [String] = []
            let settings = try connection.run(connection.dialect.searchSettings)
            if settings != [[.text("version"), .integer(4)]] {
                alterations.append("The settings of the search index were altered.")
            }
            if let places = connection.dialect.searchPlaces, try !connection.run(places).isEmpty {
                alterations.append("The table of contents of the search index was altered.")
            }
            do { try connection.run(check) } catch let error as DatabaseError where error.meansDamagedFile {
                alterations.append("The search index does not fit its words.")
            }
            return alterations
        }
    }
}
