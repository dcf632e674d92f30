import Registers
import Testing

@Suite struct OutlineTests {
    private let outline = Permits.book.outline

    @Test func rulesAndDutiesAreSentences() {
        #expect(self.outline.rules == ["A permit has a reason."])
        #expect(self.outline.duties == ["Nobody writes his own permit."])
    }

    @Test func aStepNamesItsStatesInTheOrderOfTheStates() {
        let close = self.outline.steps.last
        #expect(close?.name == "Close")
        #expect(close?.from == ["asked", "given"])
        #expect(close?.to == "closed")
    }

    @Test func aStepNamesItsRolesInTheOrderOfTheRoles() {
        #expect(self.outline.steps.first?.by == [.otSecurity, .ciso])
    }

    @Test func aStepSaysWhoMayNotTakeItAndWhatMustHold() {
        #expect(self.outline.steps.first?.otherThan == ["create"])
        #expect(self.outline.steps.first?.needs == ["A given permit has a last day."])
    }

    @Test func aDeadlineSaysWhoIsToldAndWhen() {
        #expect(self.outline.deadlines.map(\.state) == ["asked"])
        #expect(self.outline.deadlines.map(\.days) == [3])
        #expect(self.outline.deadlines.map(\.tell) == [.ciso])
    }

    @Test func aRegisterWithoutAWorkflowHasNoSteps() {
        let plain = Papers.book.outline
        #expect(plain.steps.isEmpty && plain.deadlines.isEmpty && plain.rules.isEmpty && plain.duties.isEmpty)
    }
}

/// A register with everything that an outline tells.
private struct Permits: Register {
    static let book = Book(Permits())
    static let mark = "PER"

    let reason = text("Reason", [.unique])
    let lastDay = day("Last day")

    var rules: [Rule<Permits>] { [Rule("A permit has a reason.") { !$0.reason.isEmpty }] }
    var duties: [Duty<Permits>] { [Duty("Nobody writes his own permit.") { $0.reason != $1.name }] }
    var workflow: Workflow<Permits, State>? {
        Workflow(
            start: .asked,
            steps: [
                Step(
                    "Give", from: [.asked], to: .given, by: [.ciso, .otSecurity], otherThan: ["create"],
                    needs: [Rule("A given permit has a last day.") { $0.lastDay != nil }]),
                Step("Close", from: [.given, .asked], to: .closed, by: [.ciso]),
            ],
            deadlines: [Deadline(.asked, days: 3, tell: .ciso)])
    }

    enum State: String, Choice { case asked, given, closed }
}

private struct Papers: Register {
    static let book = Book(Papers())
    static let mark = "PAP"

    let name = text("Name", [.unique])
}
