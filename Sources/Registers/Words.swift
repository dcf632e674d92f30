import Text

/// Text without blanks at its ends, each run of blanks of any kind made one blank.
public func tidied(_ text: String) -> String { Text.tidied(text) }

/// Text as it is compared: NFKC, case folded, tidied.
public func folded(_ text: String) -> String { Text.folded(text) }
