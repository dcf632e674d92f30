extension Command {
    static let man = Command(
        "man", "Writes the manual page, for man.",
        examples: [Example("holdfast man > holdfast.1 && man ./holdfast.1", "Shows the manual page.")]
    ) { arguments, console in
        try console.data(ManualPage.text(of: arguments.program))
        return .done
    }
}
