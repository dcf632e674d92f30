import Registers

/// What matching reads of an asset or a component.
struct MatchedItem: Sendable {
    let texts: ProductTexts
    let version: String
    let serial: String
    /// The tag of the asset; empty for a component.
    let tag: String
    /// The component; `nil` for the asset itself.
    let component: ID<Components>?

    init(_ asset: Asset) {
        let places = AssetPlaces.shared
        let cells = asset.cells
        self.texts = ProductTexts(
            vendor: cells[places.vendor].plainText, product: cells[places.product].plainText,
            order: cells[places.order].plainText, model: cells[places.model].plainText)
        self.version = cells[places.version].plainText
        self.serial = cells[places.serial].plainText
        self.tag = cells[places.tag].plainText
        self.component = nil
    }

    /// A component; where nobody wrote its vendor, the vendor of its asset is meant.
    init(_ component: Component, in device: MatchedItem) {
        let vendor = component.vendor
        self.texts = ProductTexts(
            vendor: tidied(vendor).isEmpty ? device.texts.vendor : vendor, product: component.product,
            order: component.orderNumber, model: "")
        self.version = component.firmwareVersion
        self.serial = component.serial
        self.tag = ""
        self.component = component.id
    }
}

/// The places of an asset's cells, asked for once: a hundred thousand assets are read one after the other.
struct AssetPlaces: Sendable {
    static let shared = AssetPlaces(Assets.book.register)

    let tag, vendor, product, order, model, version, serial, lifecycle: Int

    var all: [Int] {
        [
            self.tag, self.vendor, self.product, self.order, self.model, self.version, self.serial, self.lifecycle,
        ]
    }

    private init(_ assets: Assets) {
        self.tag = assets.tag.place
        self.vendor = assets.vendor.place
        self.product = assets.product.place
        self.order = assets.orderNumber.place
        self.model = assets.model.place
        self.version = assets.firmwareVersion.place
        self.serial = assets.serial.place
        self.lifecycle = assets.lifecycle.place
    }
}

/// The names of the fields of an asset that matching reads: a plant with these alone gives the same exposures.
public let matchedAssetFields = Set(AssetPlaces.shared.all.map { Assets.book.columns[$0].name })

/// Whether assets are present, asked once for a row of assets in the same place of their life.
struct Presence {
    private var last: Cell?
    private var isLastPresent = false

    mutating func isPresent(_ asset: Asset) -> Bool {
        let cell = asset.cells[AssetPlaces.shared.lifecycle]
        if cell != self.last {
            self.last = cell
            self.isLastPresent = asset.isPresent
        }
        return self.isLastPresent
    }
}

extension Cell {
    fileprivate var plainText: String { if case .text(let text) = self { text } else { "" } }
}
