import Observation

/// The colours of everything.
public enum Theme: String, CaseIterable, Sendable {
    case light, dark, contrastLight, contrastDark

    public var isDark: Bool { self == .dark || self == .contrastDark }
    public var isContrast: Bool { self == .contrastLight || self == .contrastDark }

    /// In words.
    public var says: Saying {
        switch self {
        case .light: Say.appSettingsLight()
        case .dark: Say.appSettingsDark()
        case .contrastLight: Say.appSettingsContrastLight()
        case .contrastDark: Say.appSettingsContrastDark()
        }
    }
}

extension Language {
    /// All there are, equal.
    public static let all: [Language] = [.fr, .eu, .es]

    /// In its own words, which are not translated.
    public var ownName: String {
        switch self {
        case .fr: "Français"
        case .eu: "Euskara"
        case .es: "Español"
        }
    }

    /// As voices and screen readers know it.
    public var tag: String {
        switch self {
        case .fr: "fr-FR"
        case .eu: "eu-ES"
        case .es: "es-ES"
        }
    }
}

/// *Réglages*, and what is around every screen: words and colours. A choice holds at once, with no button to confirm it.
@MainActor
@Observable
public final class SettingsModel {
    public private(set) var words: Words
    public var theme: Theme
    public private(set) var failure: Failure?

    @ObservationIgnored private let client: any Client

    /// `language` is what the client says; one that was chosen before goes before the phone's.
    public init(client: any Client, language: Language, theme: Theme = .light) {
        self.client = client
        self.theme = theme
        words = Words(language)
    }

    /// Chooses the language, here and in the core.
    public func choose(_ language: Language) async {
        do throws(Failure) {
            try await client.chooseLanguage(language)
            words = Words(language)
            failure = nil
        } catch { failure = error }
    }
}

extension Language {
    /// The first of a person's languages that Ekin has; French where it has none.
    public static func of(preferred tags: [String]) -> Language {
        let known = tags.lazy.compactMap { tag in all.first { tag.lowercased().prefix { $0 != "-" && $0 != "_" } == "\($0)" } }
        return known.first ?? .fr
    }
}
