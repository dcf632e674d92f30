import Host
import Testing

struct HostTests {
    @Test func theClockTellsMillisecondsOfOurTime() {
        // Between 2025 and 2100: neither seconds nor microseconds fall into that range.
        #expect((1_735_689_600_000...4_102_444_800_000).contains(SystemClock().now))
    }

    @Test func theMonotonicTimeNeverGoesBack() {
        let first = SystemClock.monotonic
        #expect(SystemClock.monotonic >= first)
    }

    @Test func randomBytesComeInAnyCount() {
        for count in [0, 1, 255, 256, 257, 1_000] {
            #expect(SystemRandom().bytes(count).count == count)
        }
        #expect(SystemRandom().bytes(-1).isEmpty)
        #expect(SystemRandom().bytes(32) != SystemRandom().bytes(32))
        // Every part of a long answer is filled: 16 zeros in a row come by chance once in 2^119 such tests.
        let long = SystemRandom().bytes(1_000)
        for start in 0..<(1_000 - 16) { #expect(long[start..<start + 16].contains { $0 != 0 }) }
    }

    @Test(arguments: [0, 1, 2, 31, 32, 33, 1_000])
    func workOnAllCoresKeepsTheOrder(count: Int) {
        let items = Array(0..<count)
        #expect(parallelMap(items) { $0 * 2 } == items.map { $0 * 2 })
    }

    @Test func workOnAllCoresMayCallItself() {
        let rows = parallelMap(Array(0..<40)) { row in parallelMap(Array(0..<40)) { row * 40 + $0 } }
        #expect(rows.flatMap { $0 } == Array(0..<1_600))
    }

    @Test func anEnvironmentVariableIsFound() {
        #expect(environment("PATH")?.isEmpty == false)
        #expect(environment("HOLDFAST_THAT_NOBODY_SETS") == nil)
    }
}
