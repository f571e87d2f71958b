/// Reads aloud, with a voice of the device. What it has no voice for, it says so itself: a screen only marks what is said.
@MainActor
public protocol Speaker: AnyObject {
    /// The sentence that is being said, by its place in what was given; none in silence.
    var saying: Int? { get }
    /// Says these, in the place of what was being said.
    func say(_ sentences: [SpokenSentence])
    /// Is silent.
    func stop()
}

/// What a voice says, and with which voice.
public struct Utterance: Equatable, Sendable {
    public let text: String
    /// Tag of the voice, as the device names it.
    public let voice: String
    /// Which sentence it is of what was to be said; none for what the speaker says of itself.
    public let sentence: Int?
}

/// Which voice reads what: each sentence in its language. Where there is no Basque voice a French one reads, and says so first, once; what
/// nobody can read is left out.
public struct Voices: Sendable {
    private let tags: [String]
    private var told = false

    /// Tags of the voices that are on the device, such as `fr-FR`.
    public init(tags: [String]) { self.tags = tags }

    /// What is said of these sentences.
    @MainActor public mutating func read(_ sentences: [SpokenSentence], words: (Language) -> Words = { Words($0) }) -> [Utterance] {
        var all: [Utterance] = []
        for (n, sentence) in sentences.enumerated() {
            let wanted = Self.primary(sentence.language)
            guard let voice = voice(wanted) ?? voice("fr") else { continue }
            if wanted == "eu" && Self.primary(voice) != "eu" && !told {
                told = true
                all.append(Utterance(text: words(.fr)[Say.voiceNoBasque()], voice: voice, sentence: nil))
            }
            all.append(Utterance(text: sentence.text, voice: voice, sentence: n))
        }
        return all
    }

    private func voice(_ language: String) -> String? { tags.first { Self.primary($0) == language } }

    private static func primary(_ tag: String) -> String { String(tag.lowercased().prefix { $0 != "-" && $0 != "_" }) }
}
