import CZip

/// A ZIP archive in memory, checked against bombs before anything is unpacked.
@safe struct Archive: ~Copyable {
    private let archive: OpaquePointer
    private let limits: XLSX.Limits
    /// The place of every entry, by its name in lower case: the names of a workbook's parts ignore case.
    private var places: [String: (place: UInt64, size: Int)] = [:]

    /// Opens an archive on bytes, which must outlive it.
    static func open(_ bytes: UnsafeBufferPointer<UInt8>, _ limits: XLSX.Limits) throws(FileError) -> Archive {
        // The source only borrows the bytes (`freep` is 0); the caller keeps them for as long as the archive lives.
        let source = unsafe zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, nil)
        guard let source = unsafe source else { throw FileError("There is not enough memory to read the workbook.") }
        guard let archive = unsafe zip_open_from_source(source, ZIP_RDONLY, nil) else {
            // Only an archive that opened owns its source.
            unsafe zip_source_free(source)
            throw FileError("The workbook is damaged: it is no ZIP archive. Save it again as .xlsx.")
        }
        var opened = unsafe Archive(owning: archive, limits)
        try opened.checkEntries()
        return opened
    }

    // An initializer that throws cannot hand a half-made value to `deinit`, so opening and owning are two steps.
    private init(owning archive: OpaquePointer, _ limits: XLSX.Limits) {
        unsafe self.archive = unsafe archive
        self.limits = limits
    }

    deinit { unsafe zip_discard(self.archive) }

    func contains(_ name: String) -> Bool { self.places[name.lowercased()] != nil }

    /// Unpacks an entry piece by piece.
    func read(_ name: String, _ body: (ArraySlice<UInt8>) throws(FileError) -> Void) throws(FileError) {
        guard let (place, size) = self.places[name.lowercased()] else {
            throw FileError("The workbook is damaged: “\(name)” is missing in it.")
        }
        guard let file = unsafe zip_fopen_index(self.archive, place, 0) else { throw self.damaged(name) }
        defer { unsafe _ = zip_fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var total = 0
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Int(zip_fread(file, bytes.baseAddress, UInt64(bytes.count)))
            }
            // The last read also compares the checksum.
            guard count >= 0 else { throw self.damaged(name) }
            guard count > 0 else { break }
            total += count
            // The size that was checked stands in the archive's directory, which may lie.
            guard total <= size else { throw self.damaged(name) }
            try body(buffer[..<count])
        }
        guard total == size else { throw self.damaged(name) }
    }

    private mutating func checkEntries() throws(FileError) {
        let count = unsafe zip_get_num_entries(self.archive, 0)
        guard count <= self.limits.entriesMax else {
            throw FileError("The workbook has more than \(self.limits.entriesMax) parts.")
        }
        var total: UInt64 = 0
        for place in 0..<UInt64(max(count, 0)) {
            var entry = unsafe zip_stat_t()
            guard unsafe zip_stat_index(self.archive, place, 0, &entry) == 0, let letters = unsafe entry.name else {
                throw FileError("The workbook is damaged: its directory cannot be read. Save it again as .xlsx.")
            }
            let name = unsafe String(cString: letters)
            try self.checkName(name)
            try unsafe self.check(entry, name)
            let (sum, isTooLarge) = unsafe total.addingReportingOverflow(entry.size)
            guard !isTooLarge, sum <= self.limits.unpackedBytesMax else {
                throw FileError("The workbook would unpack to more than \(self.limits.unpackedBytesMax) bytes.")
            }
            total = sum
            guard unsafe self.places.updateValue((place, Int(entry.size)), forKey: name.lowercased()) == nil else {
                throw FileError("The workbook has “\(name)” twice. Save it again as .xlsx.")
            }
        }
    }

    private func checkName(_ name: String) throws(FileError) {
        let isOutside = name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
        guard !isOutside, !name.hasPrefix("/"), !name.contains("\\") else {
            throw FileError("The workbook has a part that wants to lie outside of it: “\(name)”.")
        }
    }

    private func check(_ entry: zip_stat_t, _ name: String) throws(FileError) {
        let known = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD)
        guard unsafe entry.valid & known == known else { throw self.damaged(name) }
        guard unsafe entry.encryption_method == ZIP_EM_NONE else {
            throw FileError("The workbook is protected by a password. Save it without one.")
        }
        // A workbook has no other methods (ECMA-376 part 2, annex B), and each would be one more unpacker to trust.
        guard unsafe entry.comp_method == ZIP_CM_STORE || entry.comp_method == ZIP_CM_DEFLATE else {
            throw FileError("“\(name)” in the workbook is packed in a way that workbooks do not use.")
        }
        let ratio = UInt64(self.limits.ratioMax)
        guard unsafe entry.size <= 1 << 20 || entry.size / ratio <= entry.comp_size else {
            throw FileError("“\(name)” in the workbook unpacks to more than \(ratio) times its size.")
        }
    }

    private func damaged(_ name: String) -> FileError {
        FileError("The workbook is damaged: “\(name)” cannot be unpacked. Save it again as .xlsx.")
    }
}
