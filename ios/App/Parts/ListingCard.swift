import EkinKit
import SwiftUI

/// A listing in a list: one button, read as a whole. What happened comes first, then how far it has come.
struct ListingCard: View {
    @Environment(SettingsModel.self) private var settings
    let card: Card
    let open: @MainActor () -> Void

    var body: some View {
        Button(action: open) {
            VStack(alignment: .leading, spacing: 0) {
                Linen(type: card.listingType, pattern: Int(card.pattern)).frame(maxWidth: .infinity, minHeight: 104, maxHeight: 104)
                VStack(alignment: .leading, spacing: Space.xs) { told }
                    .padding(Space.l)
                    .frame(maxWidth: .infinity, alignment: .leading)
            }
            .background(settings.tokens.surface.shown)
            .clipShape(Form.card)
            .overlay {
                Form.card.strokeBorder(
                    (settings.theme.isContrast ? settings.tokens.edge : settings.tokens.line).shown,
                    lineWidth: settings.theme.isContrast ? 2 : 1)
            }
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(.isButton)
    }

    @ViewBuilder private var told: some View {
        let kind = settings.tokens.kind(card.listingType)
        Phrase(card.typeWords, .smallStrong, colour: settings.theme.isContrast ? nil : kind.icon)
        Phrase(card.title.text, .title3)
        if let other = card.title.other { Line(icon: .translate, words: other, face: .small) }
        if let words = card.statusWords { Happened(status: card.status, words: words) }
        if let when = card.when { Line(icon: .clock, words: when) }
        if let place = card.place { Line(icon: .mapPin, words: place) }
        if let transport = card.transport, transport != .received { StandingPill(Standing(transport)) }
        if card.conflict { StandingPill(.two) }
    }
}

/// Where there is no photo: house linen in the colours of the sort, each sort woven its own way, turned by `pattern`.
struct Linen: View {
    @Environment(SettingsModel.self) private var settings
    let type: ListingType
    let pattern: Int

    var body: some View {
        let colours = settings.tokens.kind(type)
        let weave = Weave(type: type.family, pattern: pattern)
        ZStack(alignment: .bottomLeading) {
            Canvas { context, size in
                context.fill(Path(CGRect(x: 0, y: 0, width: size.width, height: size.height)), with: .color(colours.tile.shown))
                for stripe in weave.stripes(width: size.width, height: size.height) {
                    context.fill(stripe.path, with: .color(colours.stripe.shown))
                }
            }
            Picture(icon: type.icon, colour: colours.icon, size: 44).padding(Space.l)
        }
        .clipped()
        .accessibilityHidden(true)
    }
}

extension Weave.Stripe {
    /// The form that is filled.
    var path: Path {
        var path = Path()
        path.move(to: CGPoint(x: corners[0].x, y: corners[0].y))
        for corner in corners.dropFirst() { path.addLine(to: CGPoint(x: corner.x, y: corner.y)) }
        path.closeSubpath()
        return path
    }
}
