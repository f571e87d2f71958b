import EkinKit
import SwiftUI

extension Colour {
    /// As SwiftUI draws it.
    var shown: Color { Color(red: Double(red) / 255, green: Double(green) / 255, blue: Double(blue) / 255) }
}

extension SettingsModel {
    /// The colours of now.
    var tokens: Tokens { Tokens.of(theme) }

    /// A text in words.
    func say(_ text: Saying) -> String { words[text] }
}

/// Sizes of text, which grow with the person's own setting. There is no smaller one than `small`; nothing is cut.
enum Typeface {
    case count, title1, title2, title3, body, strong, button, small, smallStrong, simpleTitle, simpleWord

    private static let regular = "AtkinsonHyperlegibleNext-Regular"
    private static let semibold = "AtkinsonHyperlegibleNext-SemiBold"
    private static let bold = "AtkinsonHyperlegibleNext-Bold"

    var font: Font {
        switch self {
        case .count: .custom(Self.bold, size: 72, relativeTo: .largeTitle).monospacedDigit()
        case .title1: .custom(Self.bold, size: 32, relativeTo: .largeTitle)
        case .title2: .custom(Self.semibold, size: 21, relativeTo: .title2)
        case .title3: .custom(Self.semibold, size: 19, relativeTo: .title3)
        case .body: .custom(Self.regular, size: 17, relativeTo: .body)
        case .strong, .button: .custom(Self.semibold, size: 17, relativeTo: .body)
        case .small: .custom(Self.regular, size: 15, relativeTo: .subheadline)
        case .smallStrong: .custom(Self.semibold, size: 15, relativeTo: .subheadline)
        case .simpleTitle: .custom(Self.bold, size: 40, relativeTo: .largeTitle)
        case .simpleWord: .custom(Self.semibold, size: 32, relativeTo: .title)
        }
    }
}

/// Space between things.
enum Space {
    static let xs: CGFloat = 4
    static let s: CGFloat = 8
    static let m: CGFloat = 12
    static let l: CGFloat = 16
    static let xl: CGFloat = 24
}

/// Least sizes of what is touched.
enum Target {
    static let least: CGFloat = 48
    static let primary: CGFloat = 56
    static let count: CGFloat = 64
    static let simple: CGFloat = 80
    /// The longest line of text.
    static let text: CGFloat = 640
}

/// Forms: the small corner at the bottom start is Ekin's signature.
enum Form {
    static let card = UnevenRoundedRectangle(
        topLeadingRadius: 20, bottomLeadingRadius: 4, bottomTrailingRadius: 20, topTrailingRadius: 20)
    static let simple = UnevenRoundedRectangle(
        topLeadingRadius: 28, bottomLeadingRadius: 6, bottomTrailingRadius: 28, topTrailingRadius: 28)
    static let control = RoundedRectangle(cornerRadius: 14)
}
