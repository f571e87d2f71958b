import EkinKit
import SwiftUI

/// A pill: an icon and words, never a colour alone.
struct Pill: View {
    @Environment(SettingsModel.self) private var settings
    let words: String
    let icon: Icon
    let ground: Colour
    let ink: Colour

    var body: some View {
        HStack(spacing: 6) {
            Picture(icon: icon, colour: ink, size: 18)
            Phrase(words, .smallStrong, colour: ink)
        }
        .padding(.horizontal, 10)
        .padding(.vertical, Space.xs)
        .background(ground.shown)
        .clipShape(Form.control)
        .overlay { if settings.theme.isContrast { Form.control.strokeBorder(ink.shown, lineWidth: 2) } }
    }
}

/// Where something of one's own stands. It says no more than is true.
struct StandingPill: View {
    @Environment(SettingsModel.self) private var settings
    let standing: Standing

    init(_ standing: Standing) { self.standing = standing }

    var body: some View {
        let tokens = settings.tokens
        let (icon, ground, ink) =
            switch standing {
            case .draft: (Icon.notePencil, tokens.stale, tokens.onStale)
            case .local: (Icon.device, tokens.local, tokens.onLocal)
            case .sent: (Icon.paperPlane, tokens.sent, tokens.onSent)
            case .received: (Icon.trayDown, tokens.received, tokens.onReceived)
            case .refused: (Icon.warning, tokens.refused, tokens.onRefused)
            case .two: (Icon.arrowsSplit, tokens.conflict, tokens.onConflict)
            }
        Pill(words: settings.say(standing.says), icon: icon, ground: ground, ink: ink)
    }
}

/// Full, moved, postponed, cancelled: said in words before anything else.
struct Happened: View {
    @Environment(SettingsModel.self) private var settings
    let status: ListingStatus
    let words: String

    var body: some View {
        let tokens = settings.tokens
        switch status {
        case .cancelled: Pill(words: words, icon: .calendarX, ground: tokens.refused, ink: tokens.onRefused)
        case .postponed, .movedOnline: Pill(words: words, icon: .clock, ground: tokens.sent, ink: tokens.onSent)
        default: Pill(words: words, icon: .info, ground: tokens.stale, ink: tokens.onStale)
        }
    }
}

/// How old what is shown is: a line, and a band where that is more than a day. Nothing is claimed that is not known.
struct Fresh: View {
    @Environment(SettingsModel.self) private var settings
    let freshness: Freshness
    /// What the last round with the relays came to.
    let notices: [Saying]

    var body: some View {
        let tokens = settings.tokens
        let ink = freshness.stale ? tokens.onStale : tokens.inkSoft
        VStack(alignment: .leading, spacing: Space.xs) {
            Line(icon: .clockBack, words: settings.say(freshness.says), face: .small, colour: ink)
            ForEach(notices, id: \.self) { Line(icon: .info, words: settings.say($0), face: .small, colour: ink) }
        }
        .padding(freshness.stale ? Space.m : 0)
        .frame(maxWidth: .infinity, alignment: .leading)
        .background(freshness.stale ? tokens.stale.shown : .clear)
        .clipShape(Form.control)
        .accessibilityAddTraits(.updatesFrequently)
    }
}
