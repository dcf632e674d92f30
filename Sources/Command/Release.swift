/// What this build of the product is called.
public enum Release {
    /// The version of the product.
    public static let number = "0.1.0"
}
