public import Registers

/// One asset and one product of one advisory: what the advisory means for the asset, and why.
public struct Exposure: Sendable, Hashable {
    /// What holds for the asset. The order is the severity for people: affected first.
    public enum Status: String, Choice, Comparable {
        /// The installed version has the weakness.
        case affected
        /// A candidate that a person must confirm.
        case possible
        /// The version or the range cannot be read; never shown as safe.
        case unknown
        /// The installed version contains the vendor's fix.
        case fixed
        /// The advisory names the product, and this version is not concerned.
        case notAffected = "not-affected"

        /// 0 for affected, the worst, to 4 for not affected.
        public var rank: Int {
            switch self {
            case .affected: 0
            case .possible: 1
            case .unknown: 2
            case .fixed: 3
            case .notAffected: 4
            }
        }

        /// A worse status is less.
        public static func < (one: Status, other: Status) -> Bool { one.rank < other.rank }
    }

    /// By what the asset was recognised as the product.
    public enum Match: String, Choice {
        case serialNumber = "serial_number"
        case orderNumber = "order_number"
        case name
        case similarName = "similar_name"
        /// Name or order number are equal, but the vendor is missing or written in an unknown way.
        case otherVendor = "other_vendor"
    }

    /// The asset.
    public let asset: ID<Assets>
    /// The tag of the asset.
    public let assetTag: String
    /// The module of the asset that is meant; `nil` when it is the asset itself.
    public let component: ID<Components>?
    /// The advisory's own number.
    public let advisoryId: String
    /// The place of the bulletin in the list that was matched.
    public let bulletin: Int
    /// The place of the product in the bulletin.
    public let product: Int
    /// The product's identifier in the document.
    public let productId: String
    /// What holds.
    public let status: Status
    /// Why, in the words of the method: “in range”.
    public let basis: String
    /// By what the asset was recognised.
    public let matchBy: Match
    /// How many weaknesses list the product as affected.
    public let cves: Int

    /// An exposure with all its parts.
    public init(
        asset: ID<Assets>, assetTag: String, component: ID<Components>?, advisoryId: String, bulletin: Int,
        product: Int, productId: String, status: Status, basis: String, matchBy: Match, cves: Int
    ) {
        self.asset = asset
        self.assetTag = assetTag
        self.component = component
        self.advisoryId = advisoryId
        self.bulletin = bulletin
        self.product = product
        self.productId = productId
        self.status = status
        self.basis = basis
        self.matchBy = matchBy
        self.cves = cves
    }
}
