/// The states of a record, who may move it, and by when.
public struct Workflow<R: Register, State: Choice>: Sendable {
    /// The state of a new record.
    public let start: State
    /// The moves from state to state.
    public let steps: [Step<R, State>]
    /// By when a record leaves a state.
    public let deadlines: [Deadline<State>]

    /// A workflow that begins in `start`.
    public init(start: State, steps: [Step<R, State>], deadlines: [Deadline<State>] = []) {
        self.start = start
        self.steps = steps
        self.deadlines = deadlines
    }
}

/// One move of a record: from where, to where, by whom, and what must hold.
public struct Step<R: Register, State: Choice>: Sendable {
    /// What people call it: “Approve”.
    public let name: String
    /// The states it starts from.
    public let from: Set<State>
    /// The state it leads to.
    public let to: State
    /// The roles that may take it.
    public let by: Set<Role>
    /// Deeds whose doer may not take it: names of steps, or `create` and `edit`.
    public let otherThan: [String]
    /// What must hold for the record.
    public let needs: [Rule<R>]

    /// A step called `name`.
    public init(
        _ name: String, from: Set<State>, to: State, by: Set<Role>, otherThan: [String] = [], needs: [Rule<R>] = []
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.by = by
        self.otherThan = otherThan
        self.needs = needs
    }
}

/// By when a record leaves a state, and who is told.
public struct Deadline<State: Choice>: Sendable {
    /// The state.
    public let state: State
    /// Days after the record entered it.
    public let days: Int
    /// The role that is told.
    public let tell: Role

    /// A deadline `days` after a record entered `state`.
    public init(_ state: State, days: Int, tell: Role) {
        self.state = state
        self.days = days
        self.tell = tell
    }
}

/// Something a person did to a record, as the ledger tells it.
public struct Deed: Hashable, Sendable {
    /// `create`, `edit` or the name of a step.
    public let action: String
    /// The person's identity.
    public let person: UUID

    /// A deed of `person`.
    public init(_ action: String, by person: UUID) {
        self.action = action
        self.person = person
    }
}

extension Workflow {
    /// The state `record` moves to when `author` takes the step called `name`, or why not.
    ///
    /// - Parameters:
    ///   - site: The site of the record; roles are asked for there.
    ///   - history: All deeds on this record, oldest first.
    public func take(
        _ name: String, on record: Record<R>, at site: UUID?, by author: Author, after history: [Deed]
    ) throws(Refusal) -> State where R.State == State {
        guard let step = self.steps.first(where: { $0.name == name && $0.from.contains(record.state) }) else {
            throw .wrongState("“\(name)” is not possible while \(record.reference) is “\(record.state.label)”.")
        }
        guard author.has(step.by, at: site) else {
            let roles = step.by.map(\.rawValue).sorted().joined(separator: ", ")
            throw .notAllowed("“\(step.name)” needs one of the roles \(roles) at this site.")
        }
        let own = history.first { step.otherThan.contains($0.action) && $0.person == author.person }
        if let own {
            throw .notAllowed("“\(step.name)” must be done by someone else than “\(own.action)”.")
        }
        let broken = step.needs.filter { !$0.holds(record) }.map { Problem(field: nil, $0.sentence) }
        guard broken.isEmpty else { throw .invalid(broken) }
        return step.to
    }

    func mistakes(in register: String) -> [String] {
        let reached = self.steps.reduce(into: Set([self.start])) { $0.insert($1.to) }
        let known = Set(self.steps.map(\.name) + ["create", "edit"])
        var mistakes: [String] = []
        for state in State.allCases where !reached.contains(state) {
            mistakes.append("\(register) never reaches the state \(state.rawValue).")
        }
        for step in self.steps {
            if step.by.isEmpty { mistakes.append("Nobody may take the step “\(step.name)” of \(register).") }
            for name in step.otherThan where !known.contains(name) {
                mistakes.append("“\(step.name)” of \(register) is other than “\(name)”, which is no step.")
            }
        }
        return mistakes
    }
}
