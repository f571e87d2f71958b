import EkinKit
import SwiftUI

/// Words. They wrap and are never cut.
struct Phrase: View {
    @Environment(SettingsModel.self) private var settings
    let words: String
    var face = Typeface.body
    var colour: Colour?
    var heading = false

    init(_ words: String, _ face: Typeface = .body, colour: Colour? = nil, heading: Bool = false) {
        (self.words, self.face, self.colour, self.heading) = (words, face, colour, heading)
    }

    var body: some View {
        Text(verbatim: words)
            .font(face.font)
            .foregroundStyle((colour ?? settings.tokens.ink).shown)
            .fixedSize(horizontal: false, vertical: true)
            .accessibilityAddTraits(heading ? .isHeader : [])
    }
}

/// An icon with words behind it, the icon beside the first line.
struct Line: View {
    @Environment(SettingsModel.self) private var settings
    let icon: Icon
    let words: String
    var face = Typeface.body
    var colour: Colour?

    var body: some View {
        let colour = colour ?? settings.tokens.inkSoft
        HStack(alignment: .top, spacing: Space.s) {
            Picture(icon: icon, colour: colour, size: 20)
            Phrase(words, face, colour: colour)
        }
        .accessibilityElement(children: .combine)
    }
}

/// Two things side by side, or below one another where text is large.
struct Beside<Content: View>: View {
    @Environment(\.dynamicTypeSize) private var size
    @ViewBuilder let content: Content

    var body: some View {
        if size.isAccessibilitySize {
            VStack(spacing: Space.s) { content }
        } else {
            HStack(spacing: Space.s) { content }
        }
    }
}

/// A sheet of paper on the wall: a card's ground and edge.
struct Sheet<Content: View>: View {
    @Environment(SettingsModel.self) private var settings
    var ground: Colour?
    var edge: Colour?
    var width: CGFloat = 1
    @ViewBuilder let content: Content

    var body: some View {
        let tokens = settings.tokens
        let line = edge ?? (settings.theme.isContrast ? tokens.edge : tokens.line)
        VStack(alignment: .leading, spacing: Space.s) { content }
            .padding(Space.l)
            .frame(maxWidth: .infinity, alignment: .leading)
            .background((ground ?? tokens.surface).shown)
            .clipShape(Form.card)
            .overlay { Form.card.strokeBorder(line.shown, lineWidth: settings.theme.isContrast ? max(2, width) : width) }
    }
}

/// A screen: its head, what scrolls, and what is under the thumb, which is read last.
struct Frame<Head: View, Content: View, Docked: View>: View {
    @Environment(SettingsModel.self) private var settings
    @ViewBuilder let head: Head
    @ViewBuilder let content: Content
    @ViewBuilder let docked: Docked

    var body: some View {
        ScrollView {
            LazyVStack(alignment: .leading, spacing: Space.l) { content }
                .padding(Space.l)
                .frame(maxWidth: Target.text)
        }
        .safeAreaInset(edge: .top, spacing: 0) { head.background(settings.tokens.bg.shown).accessibilitySortPriority(1) }
        .safeAreaInset(edge: .bottom, spacing: 0) {
            docked.padding(.horizontal, Space.l).background(settings.tokens.bg.shown).accessibilitySortPriority(-1)
        }
        .background(settings.tokens.bg.shown)
        .toolbar(.hidden, for: .navigationBar)
    }
}

/// The head of a screen that one came to from another.
struct BackBar: View {
    @Environment(SettingsModel.self) private var settings
    let title: String
    var closes = false
    let back: @MainActor () -> Void

    var body: some View {
        HStack(spacing: Space.s) {
            IconButton(
                icon: closes ? .x : .arrowLeft, label: settings.say(closes ? Say.appNavClose() : Say.appNavBack()), action: back)
            Phrase(title, .title3, heading: true)
            Spacer()
        }
        .padding(.horizontal, Space.s)
    }
}

/// A failure in words, with what to do.
struct Failed: View {
    @Environment(SettingsModel.self) private var settings
    let failure: Failure?

    var body: some View {
        if let failure { Line(icon: .warning, words: settings.words.of(failure), colour: settings.tokens.onRefused) }
    }
}
