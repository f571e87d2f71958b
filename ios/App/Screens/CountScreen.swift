import Accessibility
import EkinKit
import SwiftUI

/// Nobody left behind, with one thumb. The rows never move while one counts.
struct CountScreen: View {
    @Environment(SettingsModel.self) private var settings
    @Environment(\.dynamicTypeSize) private var size
    let model: CountModel
    let back: @MainActor () -> Void
    let card: @MainActor (String) -> Void

    /// Names that are said at the top; the others are counted.
    private static let named = 4

    var body: some View {
        Frame {
            VStack(alignment: .leading, spacing: 0) {
                BackBar(title: model.count?.title.text ?? "", back: back)
                if let count = model.count, !size.isAccessibilitySize { top(count) }
                Rectangle().fill(settings.tokens.edge.shown).frame(height: 2)
            }
        } content: {
            // Fixed at the top it would leave no room for the rows.
            if let count = model.count, size.isAccessibilitySize { top(count) }
            Failed(failure: model.failure)
            if let count = model.count { whole(count) }
        } docked: {
            if let count = model.count { actions(count) }
        }
        .task { await model.follow() }
        .sensoryFeedback(.error, trigger: disputes)
        .onChange(of: disputes) { announce() }
    }

    private var disputes: [String] { model.count?.disputes.map(\.person) ?? [] }

    /// A disagreement is told at once to who does not see it.
    private func announce() {
        for dispute in model.count?.disputes ?? [] {
            AccessibilityNotification.Announcement(settings.say(Say.appCountDispute(name: dispute.name))).post()
        }
    }

    private func top(_ count: HeadCount) -> some View {
        let tokens = settings.tokens
        let (present, expected) = (UInt64(count.present), UInt64(count.expected))
        return VStack(alignment: .leading, spacing: Space.xs) {
            HStack(alignment: .firstTextBaseline, spacing: Space.m) {
                Phrase("\(count.present)", .count)
                Phrase(settings.say(Say.appCountOf(total: expected)), .title2)
            }
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(Text(verbatim: settings.say(Say.appCountSpoken(here: present, total: expected))))
            .accessibilityAddTraits(.updatesFrequently)
            if count.everybody {
                Phrase(settings.say(Say.appCountAll(here: present, total: expected)), .title3, colour: tokens.onReceived)
            } else if !count.missing.isEmpty {
                let says = Say.appCountMissing(n: UInt64(count.missing.count), names: names(count.missing))
                Phrase(settings.say(says), .title3, colour: tokens.accent)
            }
            if !count.lastNews.isEmpty {
                Phrase(settings.say(Say.appCountLast(who: count.lastNews.joined(separator: ", "))), .small, colour: tokens.inkSoft)
            }
        }
        .padding(.horizontal, Space.l)
        .padding(.bottom, Space.m)
    }

    /// The first names, and how many more there are.
    private func names(_ all: [String]) -> String {
        let first = all.prefix(Self.named).joined(separator: ", ")
        let more = all.count - Self.named
        return more > 0 ? settings.say(Say.appCountMore(names: first, n: UInt64(more))) : first
    }

    @ViewBuilder private func whole(_ count: HeadCount) -> some View {
        if model.finished { finished(count) }
        if count.legs.count > 1 {
            Beside {
                ForEach(count.legs, id: \.row) { leg in
                    Choice(words: leg.words, chosen: leg.row == count.leg) { model.choose(leg: leg.row) }
                }
            }
        }
        ForEach(count.disputes, id: \.person) { disputed($0) }
        ForEach(count.rows, id: \.person) { row in
            Person(row: row, justMarked: row.person == model.last, model: model) { card(row.person) }
        }
    }

    /// What the count came to, when it was said to be finished.
    private func finished(_ count: HeadCount) -> some View {
        let tokens = settings.tokens
        let all = Say.appCountAll(here: UInt64(count.present), total: UInt64(count.expected))
        let ink = count.everybody ? tokens.onReceived : tokens.onRefused
        return Sheet(ground: count.everybody ? tokens.received : tokens.refused, edge: ink, width: 3) {
            Line(
                icon: count.everybody ? .checkCircle : .warning,
                words: settings.say(count.everybody ? all : Say.appCountNotDone()), face: .title2, colour: ink)
        }
        .sensoryFeedback(count.everybody ? .success : .error, trigger: model.finished)
    }

    /// Two who disagree: it stays until they do not.
    private func disputed(_ dispute: Dispute) -> some View {
        let tokens = settings.tokens
        let ink = tokens.onConflict
        return Sheet(ground: tokens.conflict, edge: ink, width: 3) {
            Line(icon: .arrowsSplit, words: settings.say(Say.appCountDispute(name: dispute.name)), face: .title3, colour: ink)
                .accessibilityAddTraits(.isHeader)
            ForEach(dispute.said, id: \.self) { seeing in
                let who = [seeing.by ?? settings.say(Say.appCountYou()), seeing.at].compactMap { $0 }.joined(separator: ", ")
                Phrase(settings.say(seeing.here ? Say.appCountHere(who: who) : Say.appCountNotHere(who: who)), colour: ink)
            }
            Phrase(settings.say(Say.appCountTogether()), .strong, colour: ink)
            Beside {
                Press(words: settings.say(Say.appCountIsHere()), weight: .quiet, edge: ink) { model.here(dispute.person) }
                Press(words: settings.say(Say.appCountIsNot()), weight: .quiet, edge: ink) { model.notHere(dispute.person) }
            }
        }
    }

    private func actions(_ count: HeadCount) -> some View {
        let unnamed = Int(count.unnamed)
        return Beside {
            HStack(spacing: Space.xs) {
                IconButton(icon: .minus, label: settings.say(Say.appCountUnnamedLess())) { model.unnamed(unnamed - 1) }
                Phrase(settings.say(Say.appCountUnnamed(n: UInt64(unnamed))), .smallStrong)
                IconButton(icon: .plus, label: settings.say(Say.appCountUnnamedMore())) { model.unnamed(unnamed + 1) }
            }
            if model.finished {
                Press(words: settings.say(Say.appCountAgain()), least: Target.count) { model.again() }
            } else {
                Press(words: settings.say(Say.appCountFinish()), least: Target.count) { model.finish() }
            }
        }
    }
}

/// One person: the whole row is the button.
private struct Person: View {
    @Environment(SettingsModel.self) private var settings
    let row: HeadRow
    let justMarked: Bool
    let model: CountModel
    let card: @MainActor () -> Void

    var body: some View {
        let look = row.mark.look(settings.tokens)
        let words = settings.say(look.says)
        Sheet(ground: look.ground, edge: settings.theme.isContrast ? look.ink : nil) {
            Button {
                if row.mark == .here { model.undo(row.person) } else { model.here(row.person) }
            } label: {
                HStack(spacing: Space.m) {
                    Phrase(row.letters, .smallStrong)
                        .frame(minWidth: 44, minHeight: 44)
                        .background { Circle().fill(settings.tokens.sunk.shown) }
                        .accessibilityHidden(true)
                    VStack(alignment: .leading, spacing: 0) {
                        Phrase(row.name, .strong, colour: look.ink)
                        if let place = row.lastPlace { Phrase(settings.say(Say.appCountSeenAt(place: place)), .small, colour: look.ink) }
                    }
                    Spacer()
                    Picture(icon: look.icon, colour: look.ink, size: 26)
                    Phrase(words, .smallStrong, colour: look.ink).accessibilityHidden(true)
                }
                .frame(minHeight: Target.count)
                .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
            .accessibilityElement(children: .combine)
            .accessibilityAddTraits([.isButton, .isToggle])
            .accessibilityValue(Text(verbatim: words))
            if justMarked {
                Press(words: settings.say(Say.appCountUndo(name: row.name)), weight: .quiet, icon: .clockBack) { model.undo(row.person) }
            }
            if row.mark != .here && row.mark != .excused {
                Press(words: settings.say(Say.appCountUrgent()), weight: .quiet, icon: .warning, action: card)
            }
        }
    }
}

extension Mark {
    /// How it looks: words, icon, ground and ink.
    fileprivate func look(_ tokens: Tokens) -> (says: Saying, icon: Icon, ground: Colour, ink: Colour) {
        switch self {
        case .toSee: (Say.appMarkToSee(), .circleDashed, tokens.surface, tokens.ink)
        case .here: (Say.appMarkHere(), .checkCircle, tokens.received, tokens.onReceived)
        case .notHere: (Say.appMarkNotHere(), .xCircle, tokens.refused, tokens.onRefused)
        case .excused: (Say.appMarkExcused(), .calendarX, tokens.stale, tokens.onStale)
        case .disputed: (Say.appMarkDisputed(), .arrowsSplit, tokens.conflict, tokens.onConflict)
        }
    }
}
