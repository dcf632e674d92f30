/// The equations of CVSS version 2.0.
///
/// Each rounding is half away from zero. The adjusted base score of a weak vector with a low requirement is below zero;
/// only the environmental score itself is kept at 0.0.
///
/// - Source: “A Complete Guide to the Common Vulnerability Scoring System Version 2.0”, June 2007, section 3.2.
enum CVSS2 {
    /// The metrics at their places in `CVSSGrammar.version2`.
    private enum Metric {
        static let accessVector = 0, accessComplexity = 1, authentication = 2, impacts = 3..<6
        static let exploitability = 6, remediationLevel = 7, reportConfidence = 8, temporal = 6..<9
        static let collateralDamage = 9, targetDistribution = 10, requirements = 11..<14, environmental = 9..<14
    }

    /// A number with 18 decimals, since the longest product in the equations has 18.
    private typealias Decimal18 = Int128
    private static let one: Decimal18 = 1_000_000_000_000_000_000

    static func scores(of choices: CVSSChoices) -> CVSSScores {
        let base = self.base(of: choices, requirements: [100, 100, 100], impactMax: 11 * self.one)
        let requirements = Metric.requirements.map { [100, 50, 100, 151][choices[$0]] }
        // Only the adjusted impact has a limit; the plain one reaches 10.0008.
        let adjustedBase = self.base(of: choices, requirements: requirements, impactMax: 10 * self.one)
        let adjusted = self.temporal(adjustedBase, choices)
        return CVSSScores(
            base: base,
            temporal: self.temporal(base, choices),
            environmental: max(0, self.environmental(adjusted, choices)),
            choosesTemporal: choices.defines(anyOf: Metric.temporal),
            choosesEnvironmental: choices.defines(anyOf: Metric.environmental))
    }

    /// (0.6 × impact + 0.4 × exploitability − 1.5) × f(impact), in tenths.
    private static func base(of choices: CVSSChoices, requirements: [Int], impactMax: Decimal18) -> Int {
        var spared: Decimal18 = 1
        for (metric, requirement) in zip(Metric.impacts, requirements) {
            spared *= Decimal18(100_000 - [0, 275, 660][choices[metric]] * requirement)
        }
        // 10.41 has two decimals and `spared` fifteen.
        let impact = min(impactMax, 1041 * (1_000_000_000_000_000 - spared) * 10)
        guard impact > 0 else { return 0 }
        let exploitability =
            20 * [395, 646, 1000][choices[Metric.accessVector]]
            * [350, 610, 710][choices[Metric.accessComplexity]] * [450, 560, 704][choices[Metric.authentication]]
        let sum = impact * 6 / 10 + Decimal18(exploitability) * 400_000_000 - self.one * 3 / 2
        return self.rounded(sum * 1176, by: 100 * self.one)
    }

    private static func temporal(_ base: Int, _ choices: CVSSChoices) -> Int {
        let factor =
            [100, 85, 90, 95, 100][choices[Metric.exploitability]]
            * [100, 87, 90, 95, 100][choices[Metric.remediationLevel]]
            * [100, 90, 95, 100][choices[Metric.reportConfidence]]
        return self.rounded(Decimal18(base * factor), by: 1_000_000)
    }

    /// (adjusted + (10 − adjusted) × collateral damage) × target distribution, in tenths.
    private static func environmental(_ adjusted: Int, _ choices: CVSSChoices) -> Int {
        let damage = [0, 0, 10, 30, 40, 50][choices[Metric.collateralDamage]]
        let distribution = [100, 0, 25, 75, 100][choices[Metric.targetDistribution]]
        return self.rounded(Decimal18((adjusted * 100 + (100 - adjusted) * damage) * distribution), by: 10_000)
    }

    private static func rounded(_ value: Decimal18, by unit: Decimal18) -> Int {
        let half = value < 0 ? -unit / 2 : unit / 2
        return Int((value + half) / unit)
    }
}
