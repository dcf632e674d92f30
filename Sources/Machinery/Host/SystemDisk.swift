import Glibc

/// The disk of this machine.
///
/// Every `unsafe` call with a path hands C a text that ends with zero and lives during the call.
public struct SystemDisk: Disk {
    /// The disk needs no settings.
    public init() {}

    /// More names than this in one folder are refused, so that a hostile folder cannot fill the memory.
    public static let itemsMax = 4_000_000

    /// The whole content of a file; see `Disk`.
    public func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8] {
        let file = try OpenFile(path, O_RDONLY, for: "read")
        return try file.readAll(limit: limit)
    }

    /// Writes files so that a power cut leaves each of them whole; see `Disk`.
    public func write(_ files: [FileToWrite]) throws(DiskError) {
        guard files.count < Self.fewFiles else { return try self.writeMany(files) }
        for start in stride(from: 0, to: files.count, by: Self.draftsMax) {
            try self.writeTogether(files[start..<min(start + Self.draftsMax, files.count)])
        }
        for folder in Set(files.map { Self.folder(of: $0.path) }) { try self.flushFolder(folder) }
    }

    /// Adds bytes at the end of a file and flushes them; see `Disk`.
    public func append(_ bytes: [UInt8], to path: String) throws(DiskError) {
        let isNew = try self.kind(path) == nil
        let file = try OpenFile(path, O_WRONLY | O_APPEND | O_CREAT, for: "append to")
        try file.write(bytes)
        try file.flush()
        if isNew { try self.flushFolder(Self.folder(of: path)) }
    }

    /// What lies in a folder, in the order of the names; see `Disk`.
    public func list(_ folder: String) throws(DiskError) -> [DiskItem] {
        try refuseZero(in: folder, for: "list")
        // The stream is closed when this function ends; each entry is copied before the next call overwrites it.
        guard let stream = unsafe opendir(folder) else {
            throw DiskError(path: folder, operation: "list", code: errno)
        }
        defer { unsafe closedir(stream) }
        var items: [DiskItem] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            guard items.count < Self.itemsMax else { throw DiskError(path: folder, operation: "list", code: EFBIG) }
            let kind = try self.kind(of: unsafe entry.pointee.d_type, at: "\(folder)/\(name)")
            items.append(DiskItem(name: name, kind: kind))
        }
        guard errno == 0 else { throw DiskError(path: folder, operation: "list", code: errno) }
        return items.sorted { $0.name < $1.name }
    }

    /// Makes a folder and the missing folders above it; see `Disk`.
    public func makeFolder(_ path: String) throws(DiskError) {
        try refuseZero(in: path, for: "make the folder")
        var missing: [String] = []
        var place = path
        // Climb to the first folder that exists; a path has at most 4,096 bytes, so the climb ends.
        while unsafe mkdir(place, 0o700) != 0 {
            if errno == EEXIST { break }
            guard errno == ENOENT, place != Self.folder(of: place) else {
                throw DiskError(path: place, operation: "make the folder", code: errno)
            }
            missing.append(place)
            place = Self.folder(of: place)
        }
        try self.flushFolder(Self.folder(of: place))
        for folder in missing.reversed() {
            guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
                throw DiskError(path: folder, operation: "make the folder", code: errno)
            }
            try self.flushFolder(Self.folder(of: folder))
        }
        guard try self.status(path, follow: true).st_mode & S_IFMT == S_IFDIR else {
            throw DiskError(path: path, operation: "make the folder", code: ENOTDIR)
        }
    }

    /// What lies at a path, or `nil` when nothing does; see `Disk`.
    public func kind(_ path: String) throws(DiskError) -> DiskItem.Kind? {
        do throws(DiskError) {
            return Self.kind(of: try self.status(path, follow: false))
        } catch {
            if error.isMissing || error.code == ENOTDIR { return nil }
            throw error
        }
    }

    /// How many bytes a file has; see `Disk`.
    public func size(_ path: String) throws(DiskError) -> Int {
        Int(try self.status(path, follow: true).st_size)
    }

    /// Removes a file, a link or an empty folder; see `Disk`.
    public func remove(_ path: String) throws(DiskError) {
        try refuseZero(in: path, for: "remove")
        // The C function `remove` takes files, links and empty folders alike.
        guard unsafe Glibc.remove(path) == 0 else { throw DiskError(path: path, operation: "remove", code: errno) }
        try self.flushFolder(Self.folder(of: path))
    }

    /// Takes the lock of a file, or returns `nil` when another process has it; see `Disk`.
    public func lock(_ path: String) throws(DiskError) -> DiskLock? {
        try refuseZero(in: path, for: "lock")
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw DiskError(path: path, operation: "lock", code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { return nil }
            throw DiskError(path: path, operation: "lock", code: code)
        }
        return DiskLock { close(descriptor) }
    }

    // MARK: Private

    // So many files are open at once; a process may have 1,024 by default.
    private static let draftsMax = 128

    /// Writes files beside their places, then flushes them, then puts each in its place.
    ///
    /// All are written before the first is flushed, so that one flush of the file system's journal serves them all.
    private func writeTogether(_ files: ArraySlice<FileToWrite>) throws(DiskError) {
        var drafts: [Draft] = []
        do throws(DiskError) {
            for file in files {
                let draft = try Draft(of: file)
                drafts.append(draft)
                try draft.output.write(file.bytes)
            }
            for draft in drafts { try draft.output.flush() }
            for draft in drafts { try self.put(draft) }
        } catch {
            // Drafts that were renamed are gone; the others must not stay behind. The first error is the one to tell.
            for draft in drafts { _ = unsafe unlink(draft.path) }
            throw error
        }
    }

    // From so many files on, two flushes of the whole file system cost less than one for each file.
    private static let fewFiles = 16

    /// Writes all files beside their places, flushes the file system, puts each in its place, and flushes again.
    private func writeMany(_ files: [FileToWrite]) throws(DiskError) {
        var drafts: [(path: String, file: FileToWrite)] = []
        do throws(DiskError) {
            for file in files {
                let draft = try Draft(of: file)
                drafts.append((draft.path, file))
                try draft.output.write(file.bytes)
            }
            let folders = Set(files.map { Self.folder(of: $0.path) })
            try self.flushFileSystems(of: folders)
            for draft in drafts { try self.put(draft.path, draft.file) }
            try self.flushFileSystems(of: folders)
        } catch {
            for draft in drafts { _ = unsafe unlink(draft.path) }
            throw error
        }
    }

    /// Waits until everything on the file systems of these folders is on the medium; once for each file system.
    private func flushFileSystems(of folders: Set<String>) throws(DiskError) {
        var flushed: Set<dev_t> = []
        for folder in folders where flushed.insert(try self.status(folder, follow: true).st_dev).inserted {
            let open = try OpenFile(folder, O_RDONLY | O_DIRECTORY, for: "flush")
            try open.flushFileSystem()
        }
    }

    /// Makes folders whose parents exist, with one flush for all; see `Disk`.
    public func makeFolders(_ paths: [String]) throws(DiskError) {
        for path in paths {
            try refuseZero(in: path, for: "make the folder")
            guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw DiskError(path: path, operation: "make the folder", code: errno)
            }
        }
        try self.flushFileSystems(of: Set(paths))
    }

    private func put(_ draft: Draft) throws(DiskError) { try self.put(draft.path, draft.file) }

    private func put(_ draft: String, _ file: FileToWrite) throws(DiskError) {
        let code: Int32
        switch file.kind {
        case .ordinary:
            code = unsafe rename(draft, file.path)
        case .secret:
            // `link` refuses an existing name in one step, which `rename` does not.
            code = unsafe link(draft, file.path)
            let reason = errno
            _ = unsafe unlink(draft)
            errno = reason
        }
        guard code == 0 else { throw DiskError(path: file.path, operation: "write", code: errno) }
    }

    private func flushFolder(_ path: String) throws(DiskError) {
        let folder = try OpenFile(path, O_RDONLY | O_DIRECTORY, for: "flush")
        try folder.flushWithMetadata()
    }

    private func status(_ path: String, follow: Bool) throws(DiskError) -> stat {
        try refuseZero(in: path, for: "look at")
        var result = stat()
        // The call writes into our own value.
        let code = unsafe follow ? stat(path, &result) : lstat(path, &result)
        guard code == 0 else { throw DiskError(path: path, operation: "look at", code: errno) }
        return result
    }

    private func kind(of type: UInt8, at path: String) throws(DiskError) -> DiskItem.Kind {
        switch Int(type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .link
        // Some file systems do not tell the type in the list.
        case Int(DT_UNKNOWN): Self.kind(of: try self.status(path, follow: false))
        default: .other
        }
    }

    private static func kind(of status: stat) -> DiskItem.Kind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }

    /// The folder that a path lies in: "." for a bare name, "/" for the root.
    static func folder(of path: String) -> String {
        var bytes = Array(path.utf8)
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        while let last = bytes.lastIndex(of: UInt8(ascii: "/")), last > 0, bytes[last - 1] == UInt8(ascii: "/") {
            bytes.remove(at: last)
        }
        let end = min(slash, bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)
        return end == 0 ? "/" : String(decoding: bytes[..<end], as: UTF8.self)
    }
}
