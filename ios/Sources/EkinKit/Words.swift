import EkinCore

/// Ekin's texts in one language. All that take no argument come in one call when it is made; of the others the last ones are kept.
@MainActor
public final class Words {
    public nonisolated let language: Language
    private let fixed: [Saying: String]
    private var made: [Saying: String] = [:]
    private let format: (Language, [Saying]) throws -> [String]

    /// Texts with arguments that are kept.
    private static let kept = 512

    /// The words of a language; `format` is the core's own but in tests.
    public init(
        _ language: Language, format: @escaping (Language, [Saying]) throws -> [String] = { try formatTexts(language: $0, texts: $1) }
    ) {
        self.language = language
        self.format = format
        let plain = Say.plain
        fixed = Dictionary(zip(plain, (try? format(language, plain)) ?? plain.map(\.key)), uniquingKeysWith: { first, _ in first })
    }

    /// The text in words; its id where the core does not know it, which only a shell of another version can bring about.
    public subscript(_ text: Saying) -> String {
        if let words = fixed[text] ?? made[text] { return words }
        guard let words = try? format(language, [text]).first else { return text.key }
        if made.count >= Self.kept { made.removeAll(keepingCapacity: true) }
        made[text] = words
        return words
    }

    /// What a failure means, and what to do.
    public func of(_ failure: Failure) -> String { failure.says.map { self[$0] }.joined(separator: "\n") }
}

extension Failure {
    /// The sentences that say what it means and what to do. A new failure does not compile without.
    public var says: [Saying] {
        switch self {
        case .Refused(_, let says), .Link(_, let says): [says]
        case .Fields(let fields): fields.map(\.says)
        case .Full: [Say.errorDiskFull()]
        case .NewerHome: [Say.errorNewerSchema()]
        case .InUse: [Say.appFailureInUse()]
        case .Busy: [Say.appFailureBusy()]
        case .Keys: [Say.appFailureKeys()]
        case .KeyLost: [Say.appFailureKeyLost()]
        case .Closed: [Say.appFailureClosed()]
        case .UnknownText: [Say.appFailureInner(code: "unknown-text")]
        case .Inner(let code): [Say.appFailureInner(code: code)]
        }
    }

    /// Whether it was refused with this code.
    func isRefused(_ wanted: String) -> Bool {
        if case .Refused(let code, _) = self { code == wanted } else { false }
    }
}
