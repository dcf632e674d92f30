import Dispatch
import Glibc
import Synchronization

/// How many cores this process may use; at least one.
public var coreCount: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

/// Runs `work` for each number below `count` on all cores, and returns when the last has ended.
public func inParallel(count: Int, _ work: @Sendable (Int) -> Void) {
    guard count > 1, coreCount > 1 else {
        for place in 0..<max(count, 0) { work(place) }
        return
    }
    DispatchQueue.concurrentPerform(iterations: count) { work($0) }
}

/// Runs two pieces of work on two cores; the first one may fail.
public func bothInParallel<One: Sendable, Other: Sendable>(
    _ one: @Sendable () throws -> One, _ other: @Sendable () -> Other
) -> (Result<One, any Error>, Other) {
    let first = Mutex<Result<One, any Error>?>(nil)
    let second = Mutex<Other?>(nil)
    inParallel(count: 2) { place in
        if place == 0 {
            let result = Result { try one() }
            first.withLock { $0 = result }
        } else {
            let result = other()
            second.withLock { $0 = result }
        }
    }
    return (first.withLock { $0 } ?? Result { try one() }, second.withLock { $0 } ?? other())
}

/// The same as `items.map(body)`, computed on all cores.
///
/// The result has the order of the items. Work is cut into some pieces for each core, so that a slow item does not
/// leave the other cores without work. Calls from within `body` are allowed.
public func parallelMap<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ body: @Sendable (Item) -> Result
) -> [Result] {
    let pieces = min(items.count, coreCount * 16)
    guard pieces > 1, coreCount > 1 else { return items.map(body) }
    // Each piece fills its own place; the lock is taken once for a piece and not once for an item.
    let results = Mutex([[Result]](repeating: [], count: pieces))
    inParallel(count: pieces) { piece in
        let start = items.count * piece / pieces
        let end = items.count * (piece + 1) / pieces
        let part = items[start..<end].map(body)
        results.withLock { $0[piece] = part }
    }
    return results.withLock { parts in
        var all: [Result] = []
        all.reserveCapacity(items.count)
        for part in parts { all.append(contentsOf: part) }
        return all
    }
}
