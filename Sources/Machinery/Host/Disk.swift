import Glibc

/// The files of this machine, behind a seam so that tests can make every call fail.
///
/// Paths are plain strings, absolute or relative to the working folder.
public protocol Disk: Sendable {
    /// The whole content of a file.
    ///
    /// - Throws: `DiskError`, with `EFBIG` when the file has more than `limit` bytes.
    func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8]

    /// Writes files so that after the return a power cut leaves each of them whole.
    ///
    /// Each is written beside its place, flushed and renamed; then each folder is flushed once. When the call throws,
    /// each file is either the old one or the new one, never a part.
    func write(_ files: [FileToWrite]) throws(DiskError)

    /// Adds bytes at the end of a file, which it makes when there is none, and flushes them.
    func append(_ bytes: [UInt8], to path: String) throws(DiskError)

    /// What lies in a folder, in the order of the names, without `.` and `..`; links are not followed.
    func list(_ folder: String) throws(DiskError) -> [DiskItem]

    /// Makes a folder and the folders above it that are missing, for the owner only, and flushes them.
    func makeFolder(_ path: String) throws(DiskError)

    /// Makes many folders whose parents exist, and flushes them together.
    func makeFolders(_ paths: [String]) throws(DiskError)

    /// What lies at a path, or `nil` when nothing does; a link is not followed.
    func kind(_ path: String) throws(DiskError) -> DiskItem.Kind?

    /// How many bytes a file has; a link is followed.
    func size(_ path: String) throws(DiskError) -> Int

    /// Removes a file, a link or an empty folder, and flushes the folder it was in.
    func remove(_ path: String) throws(DiskError)

    /// Takes the lock of a file, which it makes when there is none, or returns `nil` when another process has it.
    ///
    /// The lock ends with the returned object, or with the process.
    func lock(_ path: String) throws(DiskError) -> DiskLock?
}

extension Disk {
    /// Makes folders one by one.
    public func makeFolders(_ paths: [String]) throws(DiskError) {
        for path in paths { try self.makeFolder(path) }
    }

    /// Writes one file; see `write(_:)` for several.
    public func write(_ file: FileToWrite) throws(DiskError) {
        try self.write([file])
    }

    /// Whether anything lies at a path, a broken link included.
    public func exists(_ path: String) throws(DiskError) -> Bool {
        try self.kind(path) != nil
    }
}

/// A file that is to be written whole.
public struct FileToWrite: Sendable {
    /// Who may read it, and whether it may take another file's place.
    public enum Kind: Sendable {
        /// For the owner (0600); takes the place of an older file.
        case ordinary
        /// To be read by the owner only (0400), for keys; refused with `EEXIST` where a file exists.
        case secret
    }

    /// Where it goes.
    public let path: String
    /// What it holds.
    public let bytes: [UInt8]
    /// Who may read it, and whether it may take another file's place.
    public let kind: Kind

    /// A file to write.
    public init(_ path: String, _ bytes: [UInt8], _ kind: Kind = .ordinary) {
        self.path = path
        self.bytes = bytes
        self.kind = kind
    }
}

/// One line of a folder's list.
public struct DiskItem: Hashable, Sendable {
    /// What a name stands for.
    public enum Kind: Hashable, Sendable {
        /// A regular file.
        case file
        /// A folder.
        case folder
        /// A symbolic link, wherever it leads.
        case link
        /// A socket, a pipe or a device.
        case other
    }

    /// The name within its folder.
    public let name: String
    /// What it stands for.
    public let kind: Kind

    /// A line of a list.
    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// Holds a lock until the last reference to it goes away.
public final class DiskLock: Sendable {
    private let release: @Sendable () -> Void

    /// A lock that `release` gives back.
    public init(release: @escaping @Sendable () -> Void) {
        self.release = release
    }

    deinit { self.release() }
}

/// What a disk refused to do.
public struct DiskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// What was tried, as a verb: "read", "write", "list".
    public let operation: String
    /// The number of the system's reason, as in `errno`.
    public let code: Int32
    /// What is wrong and where, for people.
    public let sentence: String

    /// An error with the system's own words for its code.
    public init(path: String, operation: String, code: Int32) {
        // `strerror` returns a text that lasts until the next call in this thread; we copy it at once.
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        self.init(path: path, operation: operation, code: code, sentence: "Cannot \(operation) “\(path)”: \(reason).")
    }

    /// An error with words of its own.
    public init(path: String, operation: String, code: Int32, sentence: String) {
        self.path = path
        self.operation = operation
        self.code = code
        self.sentence = sentence
    }

    /// Whether the reason is that nothing lies at the path.
    public var isMissing: Bool { self.code == ENOENT }

    /// The same as `sentence`.
    public var description: String { self.sentence }
}
