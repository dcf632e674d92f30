/// The scoring of CVSS version 4.0: a table of macrovectors, and an interpolation towards the next lower ones.
///
/// A metric's rank is its number of steps below its most severe value. The score is an exact fraction, rounded half up;
/// the reference calculator of FIRST uses floating point and is 0.1 lower in a few of the exact halves.
///
/// - Source: CVSS v4.0 specification, section 8, and the reference calculator of FIRST, in our own words.
enum CVSS4 {
    /// The metrics at their places in `CVSSGrammar.version40`. Each modified metric is 15 places after its base metric.
    private enum Metric {
        static let attackVector = 0, attackComplexity = 1, attackRequirements = 2, privilegesRequired = 3
        static let userInteraction = 4
        static let vulnerableConfidentiality = 5, vulnerableIntegrity = 6, vulnerableAvailability = 7
        static let subsequentConfidentiality = 8, subsequentIntegrity = 9, subsequentAvailability = 10
        static let exploitMaturity = 11, confidentialityRequirement = 12
        static let integrityRequirement = 13, availabilityRequirement = 14
        static let fromBaseToModified = 15
    }

    /// How far a vector is below the top of its macrovector in one equivalence class, and what the next lower
    /// one scores.
    private struct Part {
        /// The score of the next lower macrovector, or `nil` at the lowest one.
        var lower: Int?
        var steps: Int
        /// The number of steps between this macrovector's top and the next lower one.
        var depth: Int
    }

    /// The score in tenths.
    static func score(of choices: CVSSChoices) -> Int {
        let ranks = Ranks(choices)
        guard ranks.hasImpact else { return 0 }
        let (eq1, eq2, impact, eq4, eq5) = (ranks.eq1, ranks.eq2, ranks.eq3and6, ranks.eq4, ranks.eq5)
        func score(_ eq1: Int, _ eq2: Int, _ impact: Int, _ eq4: Int, _ eq5: Int) -> Int {
            CVSS4Tables.score(eq1: eq1, eq2: eq2, impact: impact, eq4: eq4, eq5: eq5)
        }
        let lowerImpact: Int? =
            switch impact {
            case 0: max(score(eq1, eq2, 1, eq4, eq5), score(eq1, eq2, 2, eq4, eq5))
            case 1, 2: score(eq1, eq2, 3, eq4, eq5)
            case 3: score(eq1, eq2, 4, eq4, eq5)
            default: nil
            }
        // A macrovector may have several most severe vectors, but their ranks have the same sum, so that the distance
        // the one that the specification picks is the sum of the ranks minus that sum.
        return self.interpolated(
            score(eq1, eq2, impact, eq4, eq5),
            [
                Part(
                    lower: eq1 < 2 ? score(eq1 + 1, eq2, impact, eq4, eq5) : nil,
                    steps: ranks.sum1 - [0, 1, 3][eq1], depth: [1, 4, 5][eq1]),
                Part(
                    lower: eq2 < 1 ? score(eq1, eq2 + 1, impact, eq4, eq5) : nil,
                    steps: ranks.sum2 - [0, 1][eq2], depth: [1, 2][eq2]),
                Part(
                    lower: lowerImpact, steps: ranks.sum3and6 - [0, 3, 1, 3, 3][impact],
                    depth: [7, 6, 8, 8, 10][impact]),
                Part(
                    lower: eq4 < 2 ? score(eq1, eq2, impact, eq4 + 1, eq5) : nil,
                    steps: ranks.sum4 - [1, 3, 6][eq4], depth: [6, 5, 4][eq4]),
                // The fifth class has one metric only, so that every vector is at the top.
                Part(lower: eq5 < 2 ? score(eq1, eq2, impact, eq4, eq5 + 1) : nil, steps: 0, depth: 1),
            ])
    }

    /// The macrovector's score minus the mean of the parts that have a next lower macrovector, rounded half up.
    private static func interpolated(_ top: Int, _ parts: [Part]) -> Int {
        // All depths divide this.
        let unit = 840
        var sum = 0
        var count = 0
        for part in parts {
            guard let lower = part.lower else { continue }
            count += 1
            sum += (top - lower) * part.steps * (unit / part.depth)
        }
        guard count > 0 else { return top }
        let whole = unit * count
        let score = top * whole - sum
        return min(100, max(0, (2 * score + whole) / (2 * whole)))
    }

    /// The ranks of the metrics after modification, and the equivalence classes that follow from them.
    private struct Ranks {
        private let attackVector, attackComplexity, attackRequirements, privileges, interaction: Int
        private let confidentiality, integrity, availability: Int
        /// The subsequent system's ranks start with the safety values of integrity and availability, so 1 is high.
        private let subsequentConfidentiality, subsequentIntegrity, subsequentAvailability: Int
        private let confidentialityRequirement, integrityRequirement, availabilityRequirement: Int
        let eq5: Int

        init(_ choices: CVSSChoices) {
            func rank(_ metric: Int) -> Int { choices.modified(metric, by: metric + Metric.fromBaseToModified) }
            // “Not defined” counts as the most severe value.
            func rankOfOptional(_ metric: Int) -> Int { max(0, choices[metric] - 1) }
            // The value after none is safety, the most severe.
            func rankWithSafety(_ metric: Int) -> Int { (rank(metric) + 1) % 4 }
            self.attackVector = rank(Metric.attackVector)
            self.attackComplexity = rank(Metric.attackComplexity)
            self.attackRequirements = rank(Metric.attackRequirements)
            self.privileges = rank(Metric.privilegesRequired)
            self.interaction = rank(Metric.userInteraction)
            self.confidentiality = rank(Metric.vulnerableConfidentiality)
            self.integrity = rank(Metric.vulnerableIntegrity)
            self.availability = rank(Metric.vulnerableAvailability)
            self.subsequentConfidentiality = rankWithSafety(Metric.subsequentConfidentiality)
            self.subsequentIntegrity = rankWithSafety(Metric.subsequentIntegrity)
            self.subsequentAvailability = rankWithSafety(Metric.subsequentAvailability)
            self.confidentialityRequirement = rankOfOptional(Metric.confidentialityRequirement)
            self.integrityRequirement = rankOfOptional(Metric.integrityRequirement)
            self.availabilityRequirement = rankOfOptional(Metric.availabilityRequirement)
            self.eq5 = rankOfOptional(Metric.exploitMaturity)
        }

        /// Whether any of the two systems loses anything.
        var hasImpact: Bool {
            self.confidentiality < 2 || self.integrity < 2 || self.availability < 2
                || self.subsequentConfidentiality < 3 || self.subsequentIntegrity < 3 || self.subsequentAvailability < 3
        }

        var eq1: Int {
            if self.sum1 == 0 { return 0 }
            let oneIsNone = self.attackVector == 0 || self.privileges == 0 || self.interaction == 0
            return oneIsNone && self.attackVector != 3 ? 1 : 2
        }

        var eq2: Int { self.sum2 == 0 ? 0 : 1 }

        /// EQ3 and EQ6 together: 0…4 for 00, 01, 10, 11 and 21.
        var eq3and6: Int {
            let matters =
                self.confidentiality + self.confidentialityRequirement == 0
                || self.integrity + self.integrityRequirement == 0
                || self.availability + self.availabilityRequirement == 0
            if self.confidentiality == 0, self.integrity == 0 { return matters ? 0 : 1 }
            if self.confidentiality == 0 || self.integrity == 0 || self.availability == 0 { return matters ? 2 : 3 }
            return 4
        }

        var eq4: Int {
            if self.subsequentIntegrity == 0 || self.subsequentAvailability == 0 { return 0 }
            let isHigh =
                self.subsequentConfidentiality == 1 || self.subsequentIntegrity == 1
                || self.subsequentAvailability == 1
            return isHigh ? 1 : 2
        }

        var sum1: Int { self.attackVector + self.privileges + self.interaction }
        var sum2: Int { self.attackComplexity + self.attackRequirements }
        var sum3and6: Int {
            self.confidentiality + self.integrity + self.availability + self.confidentialityRequirement
                + self.integrityRequirement + self.availabilityRequirement
        }
        var sum4: Int { self.subsequentConfidentiality + self.subsequentIntegrity + self.subsequentAvailability }
    }
}
