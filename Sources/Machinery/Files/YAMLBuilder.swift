/// Puts the steps through a file together to documents.
struct YAMLBuilder {
    private(set) var documents: [YAML] = []
    private let limits: YAML.Limits
    private var open: [Container] = []
    private var anchors: [String: (value: YAML, nodes: Int, depth: Int)] = [:]
    private var nodes = 0

    /// A list or map that is not complete.
    private struct Container {
        let isMap: Bool
        let anchor: String?
        let nodesBefore: Int
        var elements: [YAML] = []
        var members: [(key: YAML, value: YAML)] = []
        var key: YAML?
        var keys: Set<String> = []
        /// How many levels lie inside, counting those that aliases brought.
        var depthInside = 0
    }

    init(_ limits: YAML.Limits) { self.limits = limits }

    mutating func take(_ event: YAMLEvent) throws(FileError) {
        switch event.kind {
        case .documentStart: self.anchors = [:]
        case .documentEnd: break
        case .listStart: try self.begin(event, isMap: false)
        case .mapStart: try self.begin(event, isMap: true)
        case .end: try self.end(event)
        case .scalar(let text, let plain):
            try self.count(1, event)
            let value = YAML.scalar(text, plain: plain)
            if let anchor = event.anchor { self.anchors[anchor] = (value, 1, 0) }
            try self.add(value, depth: 0, event)
        case .alias(let name):
            guard let (value, nodes, depth) = self.anchors[name] else {
                throw self.refusal("The alias *\(name)" + " names nothing that is complete before it.", event)
            }
            // A few lines of aliases to aliases stand for billions of values, so they count as what they stand for.
            try self.count(nodes, event)
            try self.checkDepth(depth, event)
            try self.add(value, depth: depth, event)
        }
    }

    private mutating func begin(_ event: YAMLEvent, isMap: Bool) throws(FileError) {
        try self.checkDepth(1, event)
        self.open.append(Container(isMap: isMap, anchor: event.anchor, nodesBefore: self.nodes))
        try self.count(1, event)
    }

    private mutating func end(_ event: YAMLEvent) throws(FileError) {
        guard let container = self.open.popLast() else { return }
        let value = container.isMap ? YAML.map(container.members) : YAML.list(container.elements)
        let depth = container.depthInside + 1
        if let anchor = container.anchor {
            self.anchors[anchor] = (value, self.nodes - container.nodesBefore, depth)
        }
        try self.add(value, depth: depth, event)
    }

    private mutating func add(_ value: YAML, depth: Int, _ event: YAMLEvent) throws(FileError) {
        guard !self.open.isEmpty else {
            self.documents.append(value)
            return
        }
        let last = self.open.count - 1
        self.open[last].depthInside = max(self.open[last].depthInside, depth)
        guard self.open[last].isMap else {
            self.open[last].elements.append(value)
            return
        }
        guard let key = self.open[last].key else {
            if case .scalar(let text, _) = value, !self.open[last].keys.insert(text).inserted {
                throw self.refusal("This map has the key “\(text)” twice. Keep one of them.", event)
            }
            self.open[last].key = value
            return
        }
        self.open[last].members.append((key, value))
        self.open[last].key = nil
    }

    private func checkDepth(_ more: Int, _ event: YAMLEvent) throws(FileError) {
        guard self.open.count + more <= self.limits.depthMax else {
            throw self.refusal("More than \(self.limits.depthMax) lists and maps lie inside each other.", event)
        }
    }

    private mutating func count(_ more: Int, _ event: YAMLEvent) throws(FileError) {
        guard more <= self.limits.nodesMax - self.nodes else {
            throw self.refusal(
                "The YAML file stands for more than \(self.limits.nodesMax) values. Split it, or use fewer aliases.",
                event)
        }
        self.nodes += more
    }

    private func refusal(_ problem: String, _ event: YAMLEvent) -> FileError {
        FileError(problem, line: event.line, column: event.column)
    }
}
