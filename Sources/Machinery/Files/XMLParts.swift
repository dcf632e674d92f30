import CXML

/// Hears what stands in an XML document, in its order.
protocol XMLListener {
    /// An element opens. Names come without their prefix.
    mutating func open(_ name: String, _ attributes: XMLAttributes) throws(FileError)
    /// An element closes; `text` is what stood in it behind the last element inside.
    mutating func close(_ name: String, _ text: [UInt8]) throws(FileError)
}

/// Reads an XML document piece by piece with libxml2.
///
/// A document type is refused as soon as it opens, so there are no entities but the five of XML, nothing is expanded,
/// and nothing is fetched. Sizes and depth are limited by libxml2 (10 MB a text, 256 levels).
///
/// It is a class because the callbacks of C refer to it.
@safe final class XMLPush {
    private var listener: any XMLListener
    private let name: String
    private var context: xmlParserCtxtPtr?
    private var text: [UInt8] = []
    private var refusal: FileError?

    /// Begins the document of a part of an archive; `name` is for refusals.
    init(_ name: String, _ listener: any XMLListener) throws(FileError) {
        self.name = name
        self.listener = listener
        var handler = unsafe xmlHandler()
        unsafe self.context = nil
        // libxml2 copies the handler. The object outlives the context, which `deinit` frees.
        unsafe self.context = xmlCreatePushParserCtxt(
            &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        guard unsafe self.context != nil else { throw FileError("There is not enough memory to read “\(name)”.") }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        _ = unsafe xmlCtxtUseOptions(self.context, Int32(bitPattern: options))
    }

    deinit { unsafe xmlFreeParserCtxt(self.context) }

    /// Reads the next piece.
    func read(_ piece: ArraySlice<UInt8>) throws(FileError) {
        try self.parse(piece, isLast: false)
    }

    /// Ends the document and gives back its listener.
    func finish() throws(FileError) -> any XMLListener {
        try self.parse([], isLast: true)
        return self.listener
    }

    private func parse(_ piece: ArraySlice<UInt8>, isLast: Bool) throws(FileError) {
        let result = unsafe piece.withUnsafeBufferPointer { bytes in
            // libxml2 copies the bytes. A `char` has a sign and a byte has none; both have one layout.
            unsafe bytes.withMemoryRebound(to: CChar.self) { letters in
                unsafe xmlParseChunk(self.context, letters.baseAddress, Int32(letters.count), isLast ? 1 : 0)
            }
        }
        if let refusal = self.refusal { throw refusal }
        guard result == 0 else {
            throw FileError("“\(self.name)” in the workbook is damaged: it is no valid XML.", line: self.line)
        }
    }

    private var line: Int { unsafe Int(xmlSAX2GetLineNumber(UnsafeMutableRawPointer(self.context))) }

    fileprivate func hear(_ step: (inout any XMLListener) throws(FileError) -> Void) {
        guard self.refusal == nil else { return }
        do {
            try step(&self.listener)
        } catch {
            self.stop(error)
        }
    }

    fileprivate func opened(_ name: UnsafePointer<xmlChar>, _ attributes: XMLAttributes) {
        self.text.removeAll(keepingCapacity: true)
        self.hear { listener throws(FileError) in
            try listener.open(unsafe String(cString: name), attributes)
        }
    }

    fileprivate func closed(_ name: UnsafePointer<xmlChar>) {
        self.hear { listener throws(FileError) in
            try listener.close(unsafe String(cString: name), self.text)
        }
        self.text.removeAll(keepingCapacity: true)
    }

    fileprivate func heard(_ letters: UnsafeBufferPointer<xmlChar>) {
        unsafe self.text.append(contentsOf: letters)
    }

    fileprivate func refuseDocumentType() {
        self.stop(FileError("“\(self.name)” in the workbook declares a document type. A workbook never does."))
    }

    private func stop(_ refusal: FileError) {
        if self.refusal == nil { self.refusal = refusal }
        unsafe xmlStopParser(self.context)
    }
}

/// The attributes of an element while it opens.
@safe struct XMLAttributes {
    // Five pointers an attribute: name, prefix, namespace, start and end of its value
    // (libxml2, startElementNsSAX2Func).
    private let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    private let count: Int

    fileprivate init(_ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int32) {
        unsafe self.pointers = unsafe pointers
        self.count = Int(count)
    }

    /// The value of an attribute; its name comes without a prefix.
    subscript(name: StaticString) -> String? {
        guard let pointers = unsafe self.pointers else { return nil }
        for place in 0..<self.count {
            guard let letters = unsafe pointers[place * 5], unsafe isEqual(letters, name),
                let start = unsafe pointers[place * 5 + 3], let end = unsafe pointers[place * 5 + 4]
            else { continue }
            let value = unsafe String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
            // libxml2 leaves an ampersand in this form unless it may replace entities, which it shall not.
            return value.utf8.contains(UInt8(ascii: "&")) ? self.withAmpersands(value) : value
        }
        return nil
    }

    private func withAmpersands(_ value: String) -> String {
        var result: [UInt8] = []
        var rest = value.utf8[...]
        while let byte = rest.first {
            result.append(byte)
            rest = rest.dropFirst(rest.starts(with: "&#38;".utf8) ? 5 : 1)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func isEqual(_ letters: UnsafePointer<xmlChar>, _ name: StaticString) -> Bool {
        for place in 0..<name.utf8CodeUnitCount where unsafe letters[place] != name.utf8Start[place] {
            // A shorter name ends in a zero, which is in no name, so this never reads beyond it.
            return false
        }
        return unsafe letters[name.utf8CodeUnitCount] == 0
    }
}

private func push(_ pointer: UnsafeMutableRawPointer?) -> XMLPush? {
    guard let pointer = unsafe pointer else { return nil }
    // The object that `XMLPush.init` handed over; it lives while libxml2 calls, because one of its methods called it.
    return unsafe Unmanaged<XMLPush>.fromOpaque(pointer).takeUnretainedValue()
}

private func xmlHandler() -> xmlSAXHandler {
    // Swift zeroes a C struct, so every callback that is not named here is absent; so is the one that fetches entities.
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.internalSubset = { context, _, _, _ in unsafe push(context)?.refuseDocumentType() }
    unsafe handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
        guard let name = unsafe name else { return }
        unsafe push(context)?.opened(name, XMLAttributes(attributes, count))
    }
    unsafe handler.endElementNs = { context, name, _, _ in
        guard let name = unsafe name else { return }
        unsafe push(context)?.closed(name)
    }
    let characters: charactersSAXFunc = { context, letters, count in
        unsafe push(context)?.heard(UnsafeBufferPointer(start: letters, count: Int(count)))
    }
    unsafe handler.characters = characters
    unsafe handler.cdataBlock = characters
    return unsafe handler
}
