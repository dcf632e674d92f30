extension Command {
    /// Every command of the product, in the order in which help lists them.
    public static let all: [Command] = [
        .initialise,
        .importing,
        .exposures,
        .levels,
        .todo,
        .list,
        .show,
        .export,
        .step,
        .attach,
        .verifying,
        .cvss,
        .version,
        .help,
        .completions,
        .man,
    ]
}

extension Option {
    /// The folder that holds the plant's data.
    public static let data = Option("--data", "DIR", "The folder with the data of the plant.", isRequired: true)

    /// How a table is written; see `TableOutput`.
    public static let format = Option(
        "--format", "FORMAT", "How the result is written; without it, a table on a terminal and CSV elsewhere.",
        choices: Choices(TableOutput.Format.allCases.map(\.rawValue)))
}
