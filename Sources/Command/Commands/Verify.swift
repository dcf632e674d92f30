import CSMS
import Host
import Ledger
import Registrar

extension Option {
    fileprivate static let trustedKey = Option(
        "--key", "KEY", "The ledger's verifier key as it was noted elsewhere; the ledger must be signed by it.")
}

extension Command {
    static let verifying = Command(
        "verify", "Checks every record, ledger entry, checkpoint, tile and original of a plant.",
        details: [
            "The exit status is 0 when everything is intact, 1 when something was altered, and 2 when something "
                + "could not be checked. Nothing is changed.",
            "Whoever holds the folder and the signing key can rewrite what came after the last checkpoint that was "
                + "kept elsewhere. Keep a copy of the file ledger/checkpoint away from the machine.",
        ],
        options: [.data, .trustedKey],
        examples: [Example("holdfast verify --data plant", "Checks the folder “plant”.")]
    ) { arguments, console in
        let trusted = try arguments.value(.trustedKey).map { try NoteVerifier(encoded: $0) }
        let verdict = verify(DataFolder(arguments.required(.data)), books: catalogue, trusted: trusted)
        for sentence in verdict.alterations { console.say("ALTERED: \(sentence)") }
        for sentence in verdict.unchecked { console.say("NOT CHECKED: \(sentence)") }
        for sentence in verdict.remarks { console.say(sentence) }
        if let key = verdict.key { console.say("The ledger is signed with \(key)") }
        let word = ["intact", "altered", "could not check"][verdict.exitStatus]
        try console.data(
            """
            \(word): \(verdict.entries) ledger entries, \(verdict.records) records, \
            \(verdict.checkpoints) checkpoints, \(verdict.originals) originals

            """)
        return [.done, .partly, .refused][verdict.exitStatus]
    }
}
