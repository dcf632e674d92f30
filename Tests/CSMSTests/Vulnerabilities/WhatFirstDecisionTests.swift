import CSMS
import Foundation
import Registers
import Testing

/// The decision tables of CERT/CC beside the repository.
private enum Tables {
    static let folder = URL(filePath: #filePath).appending(path: "../../../../../shared/standards/data").standardized
    static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "ssvc_deployer.csv").path)

    static func rows(_ name: String) throws -> [[String]] {
        let text = try String(contentsOf: self.folder.appending(path: name), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
    }
}

@Suite struct WhatFirstDecisionTests {
    /// CERT/CC, SSVC 2.0, deployer tree: the rows at its corners.
    @Test func theDecisionIsThatOfTheTree() {
        func decision(
            _ exploitation: SSVC.Exploitation, _ exposure: SystemExposure, _ isAutomatable: Bool,
            _ impact: SSVC.HumanImpact
        ) -> SSVC.Decision {
            SSVC.decision(
                exploitation: exploitation, exposure: exposure, isAutomatable: isAutomatable, impact: impact)
        }
        #expect(decision(.none, .small, false, .low) == .defer)
        #expect(decision(.none, .open, true, .veryHigh) == .outOfCycle)
        #expect(decision(.publicPoC, .open, true, .high) == .outOfCycle)
        #expect(decision(.active, .open, false, .veryHigh) == .immediate)
        #expect(decision(.active, .open, false, .high) == .outOfCycle)
        #expect(decision(.active, .small, false, .low) == .scheduled)
    }

    @Test(.enabled(if: Tables.isPresent)) func allRowsOfTheTreeAgree() throws {
        let rows = try Tables.rows("ssvc_deployer.csv")
        #expect(rows.count == 72)
        for row in rows {
            let exploitation = try #require(SSVC.Exploitation(rawValue: row[0]))
            let exposure = try #require(SystemExposure(rawValue: row[1]))
            let impact = try #require(SSVC.HumanImpact(rawValue: row[3]))
            let decision = SSVC.decision(
                exploitation: exploitation, exposure: exposure, isAutomatable: row[2] == "yes", impact: impact)
            #expect(decision.rawValue == row[4], "\(row)")
        }
    }

    @Test(.enabled(if: Tables.isPresent)) func allRowsOfTheHumanImpactAgree() throws {
        let rows = try Tables.rows("ssvc_human_impact.csv")
        #expect(rows.count == 16)
        for row in rows {
            let safety = try #require(SafetyImpact(rawValue: row[0]))
            let mission = try #require(SSVC.MissionImpact(rawValue: row[1]))
            #expect(SSVC.HumanImpact(safety: safety, mission: mission).rawValue == row[2], "\(row)")
        }
    }

    @Test func noAnswerThatIsWorseGivesMoreTime() {
        for exploitation in SSVC.Exploitation.allCases {
            for exposure in SystemExposure.allCases {
                for impact in SSVC.HumanImpact.allCases {
                    let manual = SSVC.decision(
                        exploitation: exploitation, exposure: exposure, isAutomatable: false, impact: impact)
                    let automatic = SSVC.decision(
                        exploitation: exploitation, exposure: exposure, isAutomatable: true, impact: impact)
                    let active = SSVC.decision(
                        exploitation: .active, exposure: exposure, isAutomatable: false, impact: impact)
                    let open = SSVC.decision(
                        exploitation: exploitation, exposure: .open, isAutomatable: false, impact: impact)
                    #expect(manual <= automatic && manual <= active && manual <= open)
                }
            }
        }
    }
}
