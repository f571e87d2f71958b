import EkinKit
import SwiftUI

/// A button: an icon, maybe, and words. It is never greyed out: pressed, it says what lacks.
struct Press: View {
    /// How it looks.
    enum Weight {
        /// The one thing that a screen is for.
        case primary
        /// To write something.
        case accent
        /// Anything else.
        case quiet
    }

    @Environment(SettingsModel.self) private var settings
    let words: String
    var weight = Weight.primary
    var icon: Icon?
    var edge: Colour?
    var least = Target.primary
    let action: @MainActor () -> Void

    var body: some View {
        let tokens = settings.tokens
        let (ground, ink) =
            switch weight {
            case .primary: (tokens.primary, tokens.onPrimary)
            case .accent: (tokens.accent, tokens.onAccent)
            case .quiet: (tokens.surface, tokens.ink)
            }
        Button(action: action) {
            HStack(spacing: Space.s) {
                if let icon { Picture(icon: icon, colour: ink, size: 22) }
                Phrase(words, .button, colour: ink).multilineTextAlignment(.center)
            }
            .padding(.horizontal, Space.l)
            .padding(.vertical, Space.m)
            .frame(maxWidth: .infinity, minHeight: least)
            .background(ground.shown)
            .clipShape(Form.control)
            .overlay { if weight == .quiet { Form.control.strokeBorder((edge ?? tokens.edge).shown, lineWidth: 2) } }
            .contentShape(Form.control)
        }
        .buttonStyle(.plain)
    }
}

/// A button that is an icon alone, with the words that a reader of the screen says.
struct IconButton: View {
    @Environment(SettingsModel.self) private var settings
    let icon: Icon
    let label: String
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            Picture(icon: icon, colour: settings.tokens.ink)
                .frame(minWidth: Target.least, minHeight: Target.least)
                .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(Text(verbatim: label))
    }
}

/// A filter, on or off; or one of several, of which one is chosen.
struct Choice: View {
    @Environment(SettingsModel.self) private var settings
    let words: String
    let chosen: Bool
    var icon: Icon?
    let choose: @MainActor () -> Void

    var body: some View {
        let tokens = settings.tokens
        let ink = chosen ? tokens.onPrimarySoft : tokens.ink
        Button(action: choose) {
            HStack(spacing: Space.m) {
                if let icon { Picture(icon: icon, colour: ink) }
                Phrase(words, .strong, colour: ink)
                if chosen { Picture(icon: .check, colour: ink, size: 20) }
            }
            .padding(.horizontal, Space.l)
            .padding(.vertical, Space.m)
            .frame(minHeight: Target.least)
            .background((chosen ? tokens.primarySoft : tokens.surface).shown)
            .clipShape(Form.control)
            .overlay { Form.control.strokeBorder((chosen ? tokens.primary : tokens.edge).shown, lineWidth: 2) }
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(chosen ? .isSelected : [])
    }
}

/// A field with its label above it, and below it what is wrong.
struct Field: View {
    @Environment(SettingsModel.self) private var settings
    let label: String
    @Binding var text: String
    var faults: [Saying] = []
    var hint: String?
    var lines = 1
    var keyboard = UIKeyboardType.default
    var hidesLabel = false

    var body: some View {
        let tokens = settings.tokens
        VStack(alignment: .leading, spacing: Space.xs) {
            if !hidesLabel { Phrase(label, .smallStrong).accessibilityHidden(true) }
            TextField(text: $text, prompt: hint.map { Text(verbatim: $0) }, axis: .vertical) { Text(verbatim: label) }
                .font(Typeface.body.font)
                .foregroundStyle(tokens.ink.shown)
                .keyboardType(keyboard)
                .lineLimit(lines...max(lines, 8))
                .padding(.horizontal, Space.l)
                .padding(.vertical, Space.m)
                .frame(minHeight: Target.primary)
                .background(tokens.surface.shown)
                .clipShape(Form.control)
                .overlay { Form.control.strokeBorder((faults.isEmpty ? tokens.edge : tokens.onRefused).shown, lineWidth: 2) }
                .accessibilityLabel(Text(verbatim: ([label] + faults.map { settings.say($0) }).joined(separator: ", ")))
            ForEach(faults, id: \.self) { Line(icon: .warning, words: settings.say($0), face: .small, colour: tokens.onRefused) }
        }
    }
}
