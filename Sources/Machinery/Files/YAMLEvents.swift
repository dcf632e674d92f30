import CYAML

/// A step of libyaml through a file.
struct YAMLEvent {
    enum Kind {
        case documentStart, documentEnd, listStart, mapStart, end
        case scalar(String, plain: Bool)
        case alias(String)
    }

    let kind: Kind
    /// The name that a value gets for aliases.
    let anchor: String?
    let line: Int
    let column: Int
}

/// The steps of libyaml through bytes, which must outlive it.
///
/// Safe to use because every event is copied into values before libyaml frees it.
@safe struct YAMLEvents: ~Copyable {
    // The parser keeps a pointer to itself, so it must not move: it gets memory of its own.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileError) {
        unsafe self.bytes = bytes
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            unsafe parser.deallocate()
            throw FileError("There is not enough memory to read the YAML file.")
        }
        // libyaml reads from these bytes until it is deleted; the caller keeps them for that long.
        unsafe yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        unsafe self.parser = unsafe parser
    }

    deinit {
        unsafe yaml_parser_delete(self.parser)
        unsafe self.parser.deallocate()
    }

    /// The next step; `nil` at the end of the file.
    mutating func next() throws(FileError) -> YAMLEvent? {
        // An empty buffer has no address, and libyaml refuses that.
        guard unsafe !self.bytes.isEmpty else { return nil }
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(self.parser, &event) == 1 else { throw self.refusal() }
            // The event owns its texts; all that is wanted is copied before it goes.
            defer { unsafe yaml_event_delete(&event) }
            if unsafe event.type == YAML_STREAM_END_EVENT { return nil }
            guard let (kind, anchor) = unsafe self.content(of: event) else { continue }
            return unsafe YAMLEvent(
                kind: kind, anchor: anchor, line: Int(event.start_mark.line) + 1,
                column: Int(event.start_mark.column) + 1)
        }
    }

    private func content(of event: yaml_event_t) -> (YAMLEvent.Kind, anchor: String?)? {
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT: return (.documentStart, nil)
        case YAML_DOCUMENT_END_EVENT: return (.documentEnd, nil)
        case YAML_SEQUENCE_START_EVENT: return (.listStart, unsafe self.text(event.data.sequence_start.anchor))
        case YAML_MAPPING_START_EVENT: return (.mapStart, unsafe self.text(event.data.mapping_start.anchor))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return (.end, nil)
        case YAML_ALIAS_EVENT: return (.alias(unsafe self.text(event.data.alias.anchor) ?? ""), nil)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let letters = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
            return (
                .scalar(unsafe String(decoding: letters, as: UTF8.self), plain: isPlain),
                unsafe self.text(scalar.anchor)
            )
        default: return nil
        }
    }

    private func text(_ letters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let letters = unsafe letters else { return nil }
        return unsafe String(cString: letters)
    }

    private func refusal() -> FileError {
        let parser = unsafe self.parser.pointee
        let reason = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "its structure is damaged"
        let problem = "This is no valid YAML (\(reason))."
        if unsafe parser.error == YAML_READER_ERROR {
            // Only the reader of bytes counts bytes.
            let place = unsafe FilePlace(of: parser.problem_offset, in: Array(self.bytes))
            return FileError(problem, line: place.line, column: place.column)
        }
        return unsafe FileError(
            problem, line: Int(parser.problem_mark.line) + 1, column: Int(parser.problem_mark.column) + 1)
    }
}
