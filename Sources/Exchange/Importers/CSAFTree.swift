import CSMS
import Files

/// A product while its document is read.
struct CSAFProduct {
    var product: BulletinProduct { self.finished() }

    var id: String
    var fullName: String
    var vendor = ""
    var name = ""
    var version: String?
    var orders: [String] = []
    var serials: [String] = []
    var on: [String] = []
    var conditions: [String] = []
    var affectedBy: [Int] = []
    var fixedIn: [Int] = []
    var notAffectedBy: [Int] = []
    var underInvestigation: [Int] = []
    /// The last weakness that names it in a status list, and in which group.
    var lastStatus = (weakness: -1, group: CSAFStatus.recommended)

    private func finished() -> BulletinProduct {
        BulletinProduct(
            productId: self.id, vendor: self.vendor, name: self.name.isEmpty ? self.fullName : self.name,
            versionText: self.version, orderNumbers: self.orders, serialNumbers: self.serials, on: self.on,
            conditions: self.conditions, fullName: self.fullName, affectedBy: self.affectedBy, fixedIn: self.fixedIn,
            notAffectedBy: self.notAffectedBy, underInvestigation: self.underInvestigation)
    }
}

/// What the branches above a product say of it.
private struct CSAFPath {
    var vendor = ""
    var family = ""
    var name = ""
    var version: String?
    var conditions: [String] = []

    mutating func enter(_ category: String, _ text: String) {
        switch category {
        case "vendor": self.vendor = text
        case "product_family": self.family = text
        case "product_name": self.name = text
        case "product_version", "product_version_range": self.version = text
        case "service_pack", "patch_level": self.enterStep(category, text)
        default: self.conditions.append("\(category) \(text)")
        }
    }

    /// A step is either a version of its own, as `12.2(55)SE3`, or stands behind one, as `SP1` does.
    private mutating func enterStep(_ category: String, _ text: String) {
        let first = text.utf8.first { $0 != 0x20 } ?? 0
        if first &- UInt8(ascii: "0") < 10 {
            self.version = text
        } else if let version = self.version, !version.utf8.contains(where: { [UInt8]("<>=*|".utf8).contains($0) }) {
            self.version = "\(version) \(text)"
        } else {
            self.conditions.append("\(category) \(text)")
        }
    }
}

extension CSAFReader {
    /// Reads `product_tree`: branches, products without branches, relationships, groups.
    mutating func readTree() throws(FileError) {
        guard let tree = self.json["product_tree"] else { return }
        try self.readBranches(try tree.csafList("branches"), CSAFPath(), depth: 1)
        for product in try tree.csafList("full_product_names") {
            try self.define(product, CSAFPath())
        }
        try self.readRelationships(try tree.csafList("relationships"))
        for group in try tree.csafList("product_groups") { try self.readGroup(group) }
    }

    private mutating func readBranches(
        _ branches: JSON.Elements, _ path: CSAFPath, depth: Int
    ) throws(FileError) {
        for branch in branches {
            guard depth <= Limits.branchDepthMax else {
                throw branch.refusal("More than \(Limits.branchDepthMax) branches lie inside each other.")
            }
            let category = try branch.csafText("category", of: "branches")
            let text = try branch.csafText("name", of: "branches")
            var inner = path
            inner.enter(category, text)
            if category == "product_version", Self.isRange(text) {
                self.remark("A branch “product_version” holds a range of versions (test 6.1.31).", at: branch, text)
            }
            if let product = branch["product"] { try self.define(product, inner) }
            try self.readBranches(try branch.csafList("branches"), inner, depth: depth + 1)
        }
    }

    private mutating func define(_ json: JSON, _ path: CSAFPath) throws(FileError) {
        guard json.kind == .object else { throw json.refusal("A product is not an object in the CSAF document.") }
        let id = try json.csafText("product_id", of: "product")
        let fullName = try json.csafText("name", of: "product")
        var product = CSAFProduct(id: id, fullName: fullName)
        product.vendor = path.vendor
        product.name = path.name.isEmpty ? path.family : path.name
        product.version = path.version
        product.conditions = path.conditions
        try self.readHelper(of: json, into: &product)
        try self.keep(product, json)
    }

    private mutating func keep(_ product: CSAFProduct, _ json: JSON) throws(FileError) {
        guard self.products.count < Limits.productsMax else {
            throw json.refusal("The CSAF document has more than \(Limits.productsMax) products. Split it.")
        }
        guard self.placeOfProduct.updateValue(self.products.count, forKey: product.id) == nil else {
            throw (json["product_id"] ?? json).refusal(
                "The product identifier “\(product.id)” is defined twice (test 6.1.2). Ask the publisher to mend it.")
        }
        self.products.append(product)
    }

    private func readHelper(of json: JSON, into product: inout CSAFProduct) throws(FileError) {
        guard let helper = json["product_identification_helper"], helper.kind == .object else { return }
        for number in try helper.csafList("model_numbers") {
            product.orders.append(try number.csafText("A model number"))
        }
        for number in try helper.csafList("skus") { product.orders.append(try number.csafText("A SKU")) }
        for number in try helper.csafList("serial_numbers") {
            product.serials.append(try number.csafText("A serial number"))
        }
        if product.vendor.isEmpty, let cpe = helper["cpe"]?.text { product.enter(cpe) }
    }
}

// Relationships and groups.
extension CSAFReader {
    /// Two products that make a new one, which may be part of another relationship, before or behind it in the list.
    private mutating func readRelationships(_ relationships: JSON.Elements) throws(FileError) {
        var waiting: [(json: JSON, product: JSON, from: JSON, to: JSON)] = []
        for relationship in relationships {
            let product = try relationship.csafPart("full_product_name", of: "relationships")
            guard let from = relationship["product_reference"], let to = relationship["relates_to_product_reference"]
            else { throw relationship.refusal("A relationship does not say which two products it is between.") }
            waiting.append((relationship, product, from, to))
        }
        // Each round defines those whose parts are known; a chain has as many rounds as links.
        for _ in 0..<Limits.branchDepthMax where !waiting.isEmpty {
            var rest: [(json: JSON, product: JSON, from: JSON, to: JSON)] = []
            for item in waiting {
                if try !self.defineRelated(item.product, item.from, item.to) { rest.append(item) }
            }
            if rest.count == waiting.count { break }
            waiting = rest
        }
        guard let left = waiting.first else { return }
        let defined = Set(waiting.compactMap { $0.product["product_id"]?.text })
        let isCircle = waiting.allSatisfy { item in
            [item.from, item.to].allSatisfy { reference in
                let id = reference.text ?? ""
                return defined.contains(id) || self.placeOfProduct[id] != nil
            }
        }
        if isCircle {
            throw left.json.refusal("A product is defined by itself through relationships (test 6.1.3).")
        }
        for item in waiting {
            for reference in [item.from, item.to] where !defined.contains(reference.text ?? "") {
                _ = try self.place(of: reference)
            }
        }
    }

    /// Defines the product of a relationship; false while one of its parts is not yet known.
    private mutating func defineRelated(_ json: JSON, _ from: JSON, _ to: JSON) throws(FileError) -> Bool {
        let other = try to.csafText("A product reference")
        guard let place = self.placeOfProduct[try from.csafText("A product reference")],
            self.placeOfProduct[other] != nil
        else { return false }
        var product = self.products[place]
        product.id = try json.csafText("product_id", of: "full_product_name")
        product.fullName = try json.csafText("name", of: "full_product_name")
        product.name = product.name.isEmpty ? self.products[place].fullName : product.name
        product.on.append(other)
        try self.readHelper(of: json, into: &product)
        try self.keep(product, json)
        return true
    }

    private mutating func readGroup(_ json: JSON) throws(FileError) {
        let id = try json.csafText("group_id", of: "product_groups")
        var members: [Int] = []
        for product in try json.csafList("product_ids") {
            try self.countMention(product)
            members.append(try self.place(of: product))
        }
        guard self.groups.updateValue(members, forKey: id) == nil else {
            throw json.refusal("The product group “\(id)” is defined twice (test 6.1.5).")
        }
    }

    /// The place of the product that an identifier names.
    func place(of json: JSON) throws(FileError) -> Int {
        let id = try json.csafText("A product identifier")
        guard let place = self.placeOfProduct[id] else {
            throw json.refusal(
                "The product identifier “\(id)” is not defined in the product tree (test 6.1.1). "
                    + "Ask the publisher to mend it.")
        }
        return place
    }
}

extension CSAFProduct {
    /// Takes vendor and version from a CPE name where the tree says neither: `cpe:2.3:o:siemens:logo_8:1.2:*:…`.
    ///
    /// - Source: NIST IR 7695; CSAF 2.0, 3.1.3.3.2.
    mutating func enter(_ cpe: String) {
        let parts = cpe.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 5, parts[0] == "cpe", parts[1] == "2.3", parts[3] != "*", parts[3] != "-" else { return }
        self.vendor = String(parts[3].map { $0 == "_" ? " " : $0 }.filter { $0 != "\\" })
        let version = parts[5].filter { $0 != "\\" }
        if self.version == nil, version != "*", version != "-", !version.isEmpty { self.version = version }
    }
}
