import Foundation
import Host
import Testing

/// Each test works in a folder of its own, which goes away with the test.
final class DiskTests {
    private let disk = SystemDisk()
    private let folder: String

    init() throws {
        let name = SystemRandom().bytes(8).map { String($0) }.joined(separator: "-")
        self.folder = NSTemporaryDirectory() + "/holdfast-disk-" + name
        try self.disk.makeFolder(self.folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: self.folder) }

    private func path(_ name: String) -> String { "\(self.folder)/\(name)" }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func aFileIsReadAsItWasWritten() throws {
        let content = [UInt8](repeating: 7, count: 200_000)
        try self.disk.write(FileToWrite(self.path("a"), content))
        #expect(try self.disk.read(self.path("a"), limit: 200_000) == content)
        #expect(try self.disk.size(self.path("a")) == 200_000)
        #expect(try self.mode(self.path("a")) == 0o600)
        try self.disk.write(FileToWrite(self.path("a"), []))
        #expect(try self.disk.read(self.path("a"), limit: 0) == [])
    }

    @Test func aFileBeyondTheLimitIsRefused() throws {
        try self.disk.write(FileToWrite(self.path("a"), [1, 2, 3]))
        let error = #expect(throws: DiskError.self) { try self.disk.read(self.path("a"), limit: 2) }
        #expect(error?.code == EFBIG)
    }

    @Test func aFileWhoseSizeTheSystemDoesNotTellIsReadToItsEnd() throws {
        #expect(try self.disk.read("/proc/self/status", limit: 100_000).count > 100)
        #expect(throws: DiskError.self) { try self.disk.read("/proc/self/status", limit: 100) }
        #expect(throws: DiskError.self) { try self.disk.read("/dev/zero", limit: 300_000) }
    }

    @Test func manyFilesAreWrittenTogetherWithoutLeftovers() throws {
        try self.disk.makeFolder(self.path("x/y"))
        let files = (0..<300).map { FileToWrite(self.path($0 % 2 == 0 ? "\($0)" : "x/y/\($0)"), [UInt8($0 & 255)]) }
        try self.disk.write(files)
        for file in files { #expect(try self.disk.read(file.path, limit: 1) == file.bytes) }
        #expect(try self.disk.list(self.folder).count == 151)
        #expect(try self.disk.list(self.path("x/y")).count == 150)
    }

    @Test func whenOneFileCannotBeWrittenNoDraftStaysBehind() throws {
        let files = [FileToWrite(self.path("a"), [1]), FileToWrite(self.path("missing/b"), [2])]
        let error = #expect(throws: DiskError.self) { try self.disk.write(files) }
        #expect(error?.path == self.path("missing/b"))
        #expect(error?.isMissing == true)
        #expect(error?.sentence == "Cannot write “\(self.path("missing/b"))”: No such file or directory.")
        #expect(try self.disk.list(self.folder) == [])
    }

    @Test func aKeyIsForItsOwnerAndNeverReplaced() throws {
        try self.disk.write(FileToWrite(self.path("key"), [1], .secret))
        #expect(try self.mode(self.path("key")) == 0o400)
        let error = #expect(throws: DiskError.self) {
            try self.disk.write(FileToWrite(self.path("key"), [2], .secret))
        }
        #expect(error?.code == EEXIST)
        #expect(try self.disk.read(self.path("key"), limit: 1) == [1])
        #expect(try self.disk.list(self.folder).map(\.name) == ["key"])
    }

    @Test func bytesAreAppended() throws {
        try self.disk.append([1, 2], to: self.path("log"))
        try self.disk.append([3], to: self.path("log"))
        #expect(try self.disk.read(self.path("log"), limit: 10) == [1, 2, 3])
    }

    @Test func aListTellsKindsAndFollowsNoLink() throws {
        try self.disk.makeFolder(self.path("folder"))
        try self.disk.write(FileToWrite(self.path("file"), []))
        try FileManager.default.createSymbolicLink(atPath: self.path("link"), withDestinationPath: "/")
        try FileManager.default.createSymbolicLink(atPath: self.path("broken"), withDestinationPath: "nowhere")
        #expect(
            try self.disk.list(self.folder) == [
                DiskItem(name: "broken", kind: .link), DiskItem(name: "file", kind: .file),
                DiskItem(name: "folder", kind: .folder), DiskItem(name: "link", kind: .link),
            ])
        #expect(try self.disk.kind(self.path("link")) == .link)
        #expect(try self.disk.kind("/dev/null") == .other)
        #expect(try self.disk.exists(self.path("broken")))
        #expect(try !self.disk.exists(self.path("nothing")))
        #expect(try !self.disk.exists(self.path("file/below")))
    }

    @Test func foldersAreMadeForTheOwnerAndMayExistAlready() throws {
        try self.disk.makeFolder(self.path("a/b/c/"))
        try self.disk.makeFolder(self.path("a/b/c"))
        for name in ["a", "a/b", "a/b/c"] { #expect(try self.mode(self.path(name)) == 0o700) }
        try self.disk.write(FileToWrite(self.path("file"), []))
        #expect(throws: DiskError.self) { try self.disk.makeFolder(self.path("file")) }
        #expect(throws: DiskError.self) { try self.disk.makeFolder(self.path("file/below")) }
        #expect(throws: DiskError.self) { try self.disk.makeFolder("") }
    }

    @Test func whatIsRemovedIsGone() throws {
        try self.disk.write(FileToWrite(self.path("a"), []))
        try self.disk.remove(self.path("a"))
        #expect(try !self.disk.exists(self.path("a")))
        #expect(throws: DiskError.self) { try self.disk.remove(self.path("a")) }
        try self.disk.makeFolder(self.path("b"))
        try self.disk.remove(self.path("b"))
        #expect(try self.disk.list(self.folder) == [])
    }

    @Test func aLockIsHeldByOneUntilItGoes() throws {
        var first = try self.disk.lock(self.path("lock"))
        #expect(first != nil)
        #expect(try self.disk.lock(self.path("lock")) == nil)
        first = nil
        #expect(try self.disk.lock(self.path("lock")) != nil)
    }

    @Test func aPathWithAZeroByteIsRefused() throws {
        let path = self.path("a\u{0}b")
        for attempt in [
            { (disk: SystemDisk) in _ = try disk.read(path, limit: 1) }, { try $0.write(FileToWrite(path, [])) },
            { try $0.append([], to: path) }, { _ = try $0.list(path) }, { try $0.makeFolder(path) },
            { _ = try $0.kind(path) }, { _ = try $0.size(path) }, { try $0.remove(path) }, { _ = try $0.lock(path) },
        ] {
            let error = #expect(throws: DiskError.self) { try attempt(self.disk) }
            #expect(error?.code == EINVAL)
        }
        #expect(try self.disk.list(self.folder) == [])
    }
}
