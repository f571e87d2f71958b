import EkinKit
import SwiftUI

/// One listing whole.
struct ListingScreen: View {
    @Environment(SettingsModel.self) private var settings
    @Environment(\.openURL) private var openURL
    let model: ListingModel
    let back: @MainActor () -> Void

    var body: some View {
        Frame {
            BackBar(title: model.listing?.typeWords ?? "", back: back)
        } content: {
            if model.gone { Phrase(settings.say(Say.appListingGone())) }
            Failed(failure: model.failure)
            if let listing = model.listing { whole(listing) }
        } docked: {
            if let listing = model.listing { actions(listing) }
        }
        .task { await model.follow() }
    }

    private func actions(_ listing: Listing) -> some View {
        Beside {
            Press(
                words: settings.say(listing.saved ? Say.appListingKept() : Say.appListingKeep()), weight: .quiet,
                icon: listing.saved ? .bookmarkFill : .bookmark
            ) { Task { await model.keep() } }
            Press(words: settings.say(Say.appListingAnswer())) { model.answering.toggle() }
        }
    }

    @ViewBuilder private func whole(_ listing: Listing) -> some View {
        Linen(type: listing.listingType, pattern: Int(listing.pattern))
            .frame(maxWidth: .infinity, minHeight: 168, maxHeight: 168)
            .clipShape(Form.card)
        VStack(alignment: .leading, spacing: Space.s) {
            if let words = listing.statusWords { Happened(status: listing.status, words: words) }
            if let transport = listing.transport, transport != .received { StandingPill(Standing(transport)) }
            if !listing.versions.isEmpty { StandingPill(.two) }
            Phrase(listing.title.text, .title1, heading: true)
            if let other = listing.title.other { Line(icon: .translate, words: other, face: .small) }
        }
        Sheet {
            ForEach(listing.facts, id: \.self) { Line(icon: $0.kind.icon, words: $0.words, colour: settings.tokens.ink) }
        }
        if let summary = listing.summary { Phrase(summary.text, .strong) }
        if let body = listing.body { Phrase(body.text) }
        access(listing.access)
        if model.answering { ways(listing.ways) }
    }

    /// What is said about access, and in one line what is not: not said is not no.
    private func access(_ answers: [Access]) -> some View {
        let tokens = settings.tokens
        let unsaid = answers.filter { $0.answer == nil }.map(\.what).joined(separator: ", ")
        return VStack(alignment: .leading, spacing: Space.s) {
            Phrase(settings.say(Say.appListingAccess()), .title2, heading: true)
            ForEach(answers, id: \.self) { answer in
                if answer.answer == true { Pill(words: answer.words, icon: .check, ground: tokens.received, ink: tokens.onReceived) }
                if answer.answer == false { Pill(words: answer.words, icon: .x, ground: tokens.stale, ink: tokens.onStale) }
            }
            if !unsaid.isEmpty { Phrase(settings.say(Say.appListingAccessUnsaid(what: unsaid)), .small, colour: tokens.inkSoft) }
        }
    }

    @ViewBuilder private func ways(_ ways: [WayToAnswer]) -> some View {
        if ways.isEmpty { Phrase(settings.say(Say.appListingNoWay())) }
        ForEach(ways, id: \.self) { way in
            let (says, icon) = way.shown
            // A number, an address: opened after this tap and never before.
            Press(words: settings.say(says), weight: .quiet, icon: icon) { if let url = way.url { openURL(url) } }
        }
    }
}

extension WayToAnswer {
    fileprivate var shown: (Saying, Icon) {
        switch kind {
        case .phone: (Say.appListingCall(number: value), .phone)
        case .email: (Say.appListingMail(address: value), .envelope)
        case .web: (Say.appListingWeb(address: value), .globe)
        }
    }
}
