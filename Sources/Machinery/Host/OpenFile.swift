import CHost
import Glibc

/// An open file or folder, closed at the end of its scope.
struct OpenFile: ~Copyable {
    private let descriptor: Int32
    // The path and the verb that errors tell; the path may be another one than the opened one.
    private let path: String
    private let operation: String

    init(
        _ path: String, _ flags: Int32, _ mode: mode_t = 0o600, for operation: String, named name: String? = nil
    ) throws(DiskError) {
        try refuseZero(in: path, for: operation)
        var descriptor: Int32 = -1
        repeat {
            // The path is a text that ends with zero and lives during the call.
            descriptor = unsafe open(path, flags | O_CLOEXEC, mode)
        } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw DiskError(path: name ?? path, operation: operation, code: errno) }
        self.descriptor = descriptor
        self.path = name ?? path
        self.operation = operation
    }

    deinit { close(self.descriptor) }

    borrowing func readAll(limit: Int) throws(DiskError) -> [UInt8] {
        var status = stat()
        // The call writes into our own value; the size is a hint only, as the file may grow meanwhile.
        let hint = unsafe fstat(self.descriptor, &status) == 0 ? Int(status.st_size) : 0
        guard status.st_mode & S_IFMT != S_IFDIR else { throw self.failure(EISDIR) }
        guard hint <= limit else { throw self.failure(EFBIG) }
        switch readDescriptor(self.descriptor, hint: hint, limit: limit) {
        case .success(let bytes): return bytes
        case .failure(let error): throw self.failure(error.code)
        }
    }

    borrowing func write(_ bytes: [UInt8]) throws(DiskError) {
        let code = writeDescriptor(self.descriptor, bytes)
        guard code == 0 else { throw self.failure(code) }
    }

    /// Waits until the content is on the medium.
    borrowing func flush() throws(DiskError) {
        guard fdatasync(self.descriptor) == 0 else { throw self.failure(errno) }
    }

    /// Waits until the content and the names are on the medium.
    borrowing func flushWithMetadata() throws(DiskError) {
        guard fsync(self.descriptor) == 0 else { throw self.failure(errno) }
    }

    /// Waits until everything on the file system is on the medium; Linux 5.8 and later report what failed.
    borrowing func flushFileSystem() throws(DiskError) {
        guard holdfast_syncfs(self.descriptor) == 0 else { throw self.failure(errno) }
    }

    private borrowing func failure(_ code: Int32) -> DiskError {
        DiskError(path: self.path, operation: self.operation, code: code)
    }
}

/// A new file beside the place where it belongs; a class only because arrays cannot hold a value that owns its file.
final class Draft {
    let file: FileToWrite
    let path: String
    let output: OpenFile

    init(of file: FileToWrite) throws(DiskError) {
        try refuseZero(in: file.path, for: "write")
        let mark = SystemRandom().bytes(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        self.file = file
        self.path = "\(SystemDisk.folder(of: file.path))/.draft-\(mark)"
        let mode: mode_t =
            switch file.kind {
            case .ordinary: 0o600
            case .secret: 0o400
            }
        // People know the file, not the draft.
        self.output = try OpenFile(
            self.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode, for: "write", named: file.path)
    }
}

/// Refuses a path with a zero byte: C would take what comes before it for the whole path.
func refuseZero(in path: String, for operation: String) throws(DiskError) {
    guard !path.utf8.contains(0) else { throw DiskError(path: path, operation: operation, code: EINVAL) }
}

/// The reason of a system call that failed.
struct SystemCode: Error {
    let code: Int32
}

/// Reads to the end of a descriptor; `EFBIG` when there are more than `limit` bytes.
func readDescriptor(_ descriptor: Int32, hint: Int, limit: Int) -> Result<[UInt8], SystemCode> {
    // One byte more than the hint, so that a whole file is read and its end is seen without growing the room.
    var room = [UInt8](repeating: 0, count: max(hint, 0) + 1)
    var filled = 0
    while true {
        if filled == room.count {
            room.append(contentsOf: repeatElement(0, count: max(65_536, room.count)))
        }
        // The kernel writes at most the rest of our own array.
        let got = unsafe room.withUnsafeMutableBytes { bytes in
            unsafe read(descriptor, bytes.baseAddress?.advanced(by: filled), bytes.count - filled)
        }
        if got < 0 && errno == EINTR { continue }
        guard got >= 0 else { return .failure(SystemCode(code: errno)) }
        if got == 0 { break }
        filled += got
        guard filled <= limit else { return .failure(SystemCode(code: EFBIG)) }
    }
    room.removeLast(room.count - filled)
    return .success(room)
}

/// Writes all bytes; returns 0 or the number of the reason.
func writeDescriptor(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
    var done = 0
    while done < bytes.count {
        // The kernel reads at most the rest of our own array.
        let put = unsafe bytes.withUnsafeBytes { rest in
            unsafe write(descriptor, rest.baseAddress?.advanced(by: done), rest.count - done)
        }
        if put < 0 && errno == EINTR { continue }
        guard put > 0 else { return put < 0 ? errno : EIO }
        done += put
    }
    return 0
}
