/// The equations of CVSS versions 3.0 and 3.1.
///
/// Everything is a whole number: weights in hundredths, sums with 15 decimals. Only the power in the impact of a
/// changed scope is not exact: its error is below 10⁻¹⁴, while no such sum comes nearer than 10⁻⁶ to a tenth.
///
/// - Source: CVSS v3.0 specification, section 8; CVSS v3.1 specification, section 7 and appendix A (round up).
enum CVSS3 {
    /// The metrics at their places in `CVSSGrammar.version31`.
    private enum Metric {
        static let attackVector = 0, attackComplexity = 1, privilegesRequired = 2, userInteraction = 3, scope = 4
        static let confidentiality = 5, integrity = 6, availability = 7
        static let exploitCodeMaturity = 8, remediationLevel = 9, reportConfidence = 10, temporal = 8..<11
        static let requirements = 11, environmental = 11..<22
        static let modifiedAttackVector = 14, modifiedAttackComplexity = 15, modifiedPrivilegesRequired = 16
        static let modifiedUserInteraction = 17, modifiedScope = 18, modifiedImpacts = 19
    }

    static func scores(of choices: CVSSChoices, in version: CVSS.Version) -> CVSSScores {
        let base = self.base(of: choices, in: version)
        let adjusted = self.adjusted(of: choices, in: version)
        let factor = self.factor(of: choices)
        return CVSSScores(
            base: base,
            temporal: self.temporal(base, factor, in: version),
            environmental: self.temporal(adjusted, factor, in: version),
            choosesTemporal: choices.defines(anyOf: Metric.temporal),
            choosesEnvironmental: choices.defines(anyOf: Metric.environmental))
    }

    private static func base(of choices: CVSSChoices, in version: CVSS.Version) -> Int {
        let isChanged = choices[Metric.scope] == 1
        let spared =
            (100 - self.impact[choices[Metric.confidentiality]])
            * (100 - self.impact[choices[Metric.integrity]]) * (100 - self.impact[choices[Metric.availability]])
        let millionths = 1_000_000 - spared
        let exploitability =
            self.attackVector[choices[Metric.attackVector]]
            * self.attackComplexity[choices[Metric.attackComplexity]]
            * self.privilegesRequired[choices[Metric.privilegesRequired] + (isChanged ? 3 : 0)]
            * self.userInteraction[choices[Metric.userInteraction]]
        let impact = isChanged ? self.changedImpact(millionths) : self.unchangedImpact(millionths)
        return self.score(impact, exploitability, isChanged, in: version)
    }

    /// The score with the modified metrics and the requirements, before the temporal factor.
    private static func adjusted(of choices: CVSSChoices, in version: CVSS.Version) -> Int {
        let isChanged = choices.modified(Metric.scope, by: Metric.modifiedScope) == 1
        var spared = 1
        for place in 0..<3 {
            let impact = choices.modified(Metric.confidentiality + place, by: Metric.modifiedImpacts + place)
            // Every product of an impact and a requirement is a whole number of hundredths.
            spared *= 100 - self.impact[impact] * self.requirement[choices[Metric.requirements + place]] / 2
        }
        let millionths = min(1_000_000 - spared, 915_000)
        let privileges = choices.modified(Metric.privilegesRequired, by: Metric.modifiedPrivilegesRequired)
        let exploitability =
            self.attackVector[choices.modified(Metric.attackVector, by: Metric.modifiedAttackVector)]
            * self.attackComplexity[choices.modified(Metric.attackComplexity, by: Metric.modifiedAttackComplexity)]
            * self.privilegesRequired[privileges + (isChanged ? 3 : 0)]
            * self.userInteraction[choices.modified(Metric.userInteraction, by: Metric.modifiedUserInteraction)]
        let impact =
            switch (isChanged, version) {
            case (false, _): self.unchangedImpact(millionths)
            case (true, .v31): self.changedModifiedImpact(millionths)
            case (true, _): self.changedImpact(millionths)
            }
        return self.score(impact, exploitability, isChanged, in: version)
    }

    // The weights in hundredths, in the order of the values in the grammar; requirements in halves.
    private static let attackVector = [85, 62, 55, 20]
    private static let attackComplexity = [77, 44]
    private static let privilegesRequired = [85, 62, 27, 85, 68, 50]
    private static let userInteraction = [85, 62]
    private static let impact = [56, 22, 0]
    private static let requirement = [2, 3, 2, 1]
}

extension CVSS3 {
    private static let decimals15 = 1_000_000_000_000_000

    /// 6.42 × ISS.
    private static func unchangedImpact(_ millionths: Int) -> Int { 642 * millionths * 10_000_000 }

    /// 7.52 × (ISS − 0.029) − 3.25 × (ISS − 0.02)¹⁵.
    private static func changedImpact(_ millionths: Int) -> Int {
        guard millionths > 0 else { return 0 }
        let x = self.fraction((millionths - 20_000) * 10_000)
        let x3 = self.product(self.product(x, x), x)
        let x6 = self.product(x3, x3)
        return self.linear(millionths) - self.scaled(self.product(self.product(x6, x6), x3))
    }

    /// 7.52 × (MISS − 0.029) − 3.25 × (MISS × 0.9731 − 0.02)¹³.
    private static func changedModifiedImpact(_ millionths: Int) -> Int {
        guard millionths > 0 else { return 0 }
        let x = self.fraction(millionths * 9731 - 200_000_000)
        let x3 = self.product(self.product(x, x), x)
        let x6 = self.product(x3, x3)
        return self.linear(millionths) - self.scaled(self.product(self.product(x6, x6), x))
    }

    private static func linear(_ millionths: Int) -> Int { 752 * (millionths - 29_000) * 10_000_000 }

    /// Ten-thousand-millionths, 0..<10¹⁰, as a binary fraction of 2⁶⁴.
    private static func fraction(_ value: Int) -> UInt64 {
        UInt64(10_000_000_000).dividingFullWidth((high: UInt64(value), low: 0)).quotient
    }

    private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 { left.multipliedFullWidth(by: right).high }

    /// 3.25 times a binary fraction, with 15 decimals.
    private static func scaled(_ fraction: UInt64) -> Int { Int(self.product(fraction, 3_250_000_000_000_000)) }

    /// The rounded score in tenths, of an impact with 15 decimals and an exploitability product with eight.
    private static func score(_ impact: Int, _ product: Int, _ isChanged: Bool, in version: CVSS.Version) -> Int {
        guard impact > 0 else { return 0 }
        let sum = (impact + 822 * product * 100_000) * (isChanged ? 108 : 100) / 100
        return self.roundedUp(min(sum, 10 * self.decimals15), tenth: self.decimals15 / 10, in: version)
    }

    /// The product of the temporal weights, in millionths.
    private static func factor(of choices: CVSSChoices) -> Int {
        self.maturity[choices[Metric.exploitCodeMaturity]] * self.remediation[choices[Metric.remediationLevel]]
            * self.confidence[choices[Metric.reportConfidence]]
    }

    private static func temporal(_ tenths: Int, _ factor: Int, in version: CVSS.Version) -> Int {
        self.roundedUp(tenths * factor, tenth: 1_000_000, in: version)
    }

    /// The smallest number of tenths not below the value; version 3.1 first rounds to five decimals.
    private static func roundedUp(_ value: Int, tenth: Int, in version: CVSS.Version) -> Int {
        guard version == .v31 else { return (value + tenth - 1) / tenth }
        let unit = tenth / 10_000
        return ((value + unit / 2) / unit + 9_999) / 10_000
    }

    private static let maturity = [100, 100, 97, 94, 91]
    private static let remediation = [100, 100, 97, 96, 95]
    private static let confidence = [100, 100, 96, 92]
}
