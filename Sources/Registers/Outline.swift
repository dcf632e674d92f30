/// A register in words, for its page in the manual and for help: everything that is said in sentences.
public struct Outline: Hashable, Sendable {
    /// What must hold for every record, in the order of the declaration.
    public let rules: [String]
    /// What nobody does to a record, whatever his role.
    public let duties: [String]
    /// The moves of the workflow, in the order of the declaration; empty without a workflow.
    public let steps: [StepOutline]
    /// By when a record leaves a state; empty without a workflow.
    public let deadlines: [DeadlineOutline]
}

/// A move of a workflow as people read it, whatever the register.
public struct StepOutline: Hashable, Sendable {
    /// What people call it: “Approve”.
    public let name: String
    /// The names of the states it starts from, in the order of the states.
    public let from: [String]
    /// The name of the state it leads to.
    public let to: String
    /// The roles that may take it, in the order of the roles.
    public let by: [Role]
    /// Deeds whose doer may not take it: names of steps, or `create` and `edit`.
    public let otherThan: [String]
    /// What must hold for the record, in sentences.
    public let needs: [String]
}

/// A deadline of a workflow as people read it, whatever the register.
public struct DeadlineOutline: Hashable, Sendable {
    /// The name of the state.
    public let state: String
    /// Days after the record entered it.
    public let days: Int
    /// The role that is told.
    public let tell: Role
}

extension Book {
    public var outline: Outline {
        Outline(
            rules: self.register.rules.map(\.sentence), duties: self.register.duties.map(\.sentence),
            steps: self.workflow?.steps.map { self.outline(of: $0) } ?? [],
            deadlines: self.workflow?.deadlines.map {
                DeadlineOutline(state: $0.state.rawValue, days: $0.days, tell: $0.tell)
            } ?? [])
    }

    private func outline(of step: Step<R, R.State>) -> StepOutline {
        let from = Set(step.from.map(\.rawValue))
        return StepOutline(
            name: step.name, from: self.states.filter { from.contains($0) }, to: step.to.rawValue,
            by: Role.allCases.filter { step.by.contains($0) }, otherThan: step.otherThan,
            needs: step.needs.map(\.sentence))
    }
}
