import Registers

/// The worst exposure of each asset to each advisory: affected before possible, unknown, fixed and not affected.
///
/// One for each pair, in the order in which the pairs first come; of equally bad ones the first. Components count for
/// their asset.
public func worstByAdvisory(_ exposures: [Exposure]) -> [Exposure] {
    struct Pair: Hashable {
        let asset: ID<Assets>
        let bulletin: Int
    }
    var places: [Pair: Int] = [:]
    var worst: [Exposure] = []
    for exposure in exposures {
        let pair = Pair(asset: exposure.asset, bulletin: exposure.bulletin)
        if let place = places[pair] {
            if exposure.status < worst[place].status { worst[place] = exposure }
        } else {
            places[pair] = worst.count
            worst.append(exposure)
        }
    }
    return worst
}

/// Why an exposure has its status, in sentences for people.
///
///     explanation(of: exposure, in: bulletin, installed: "V2.9.6")
///     // "V2.9.6 is in the range “< V2.9.7” of SIMATIC S7-1500 in ICSA-22-041-01. Recognised by its order number."
///
/// - Parameter version: The version text of the asset, or of its component where the exposure names one.
public func explanation(of exposure: Exposure, in bulletin: Bulletin, installed version: String) -> String {
    guard bulletin.products.indices.contains(exposure.product) else {
        return "\(exposure.advisoryId) has changed since it was matched."
    }
    let product = bulletin.products[exposure.product]
    let name = "\(tidied(product.name)) in \(exposure.advisoryId)"
    let installed = tidied(version)
    return [
        versionSentence(exposure, product, name, installed), statementSentence(exposure, product),
        matchSentence(exposure.matchBy, product),
    ].filter { !$0.isEmpty }.joined(separator: " ")
}

private func versionSentence(
    _ exposure: Exposure, _ product: BulletinProduct, _ name: String, _ installed: String
) -> String {
    let range = "“\(tidied(product.versionText ?? ""))”"
    switch exposure.basis {
    case "in range": return "\(installed) is in the range \(range) of \(name)."
    case "all versions": return "All versions of \(name) are meant."
    case "exact version": return "\(installed) is listed for \(name): \(range)."
    case "at or above exclusive upper bound": return "\(installed) is at or above the end of \(range) of \(name)."
    case "above inclusive upper bound": return "\(installed) is above the end of \(range) of \(name)."
    case "below lower bound": return "\(installed) is below the beginning of \(range) of \(name)."
    case "other version listed": return "\(installed) is not among \(range), the versions of \(name)."
    case Verdict.noVersion: return "\(name) is named without a version."
    case Verdict.underInvestigation: return "The publisher still examines \(name), \(range)."
    case Verdict.hasCondition:
        return "\(name), \(range), is meant under a condition: \(product.conditions.joined(separator: ", "))."
    case Verdict.lacksPart:
        return "\(name), \(range), is meant only together with another product that is not recorded here."
    case Verdict.someSerials:
        return "Only some serial numbers of \(name), \(range), are meant, and none is recorded here."
    default:
        if installed.isEmpty { return "No version is recorded; \(range) of \(name) is meant." }
        return "Nobody can tell by rule whether \(installed) is in \(range) of \(name)."
    }
}

private func statementSentence(_ exposure: Exposure, _ product: BulletinProduct) -> String {
    switch exposure.status {
    case .affected:
        exposure.cves == 1 ? "One weakness affects it." : "\(exposure.cves) weaknesses affect it."
    case .possible: "A person must confirm it."
    case .unknown: "It is not known to be safe."
    case .fixed: product.affectedBy.isEmpty ? "The publisher calls it fixed." : "That is behind the fix."
    case .notAffected:
        product.affectedBy.isEmpty ? "The publisher calls it not affected." : "No weakness is known for it there."
    }
}

private func matchSentence(_ match: Exposure.Match, _ product: BulletinProduct) -> String {
    switch match {
    case .serialNumber: "Recognised by its serial number."
    case .orderNumber: "Recognised by its order number."
    case .name: "Recognised by vendor and name."
    case .similarName: "Only the name is similar: “\(tidied(product.name))”."
    case .otherVendor: "The advisory's vendor is “\(tidied(product.vendor))”; an alias would settle it."
    }
}
