import EkinKit
import SwiftUI

/// What one can do, near and soon.
struct DiscoverScreen: View {
    @Environment(SettingsModel.self) private var settings
    @Environment(\.dynamicTypeSize) private var size
    let model: DiscoverModel
    let go: @MainActor (Place) -> Void

    var body: some View {
        Frame {
            EmptyView()
        } content: {
            VStack(alignment: .leading, spacing: Space.s) {
                HStack(spacing: Space.s) {
                    Phrase(settings.say(Say.appNavDiscover()), .title1, heading: true)
                    Spacer()
                    IconButton(icon: .gear, label: settings.say(Say.appNavSettings())) { go(.settings) }
                }
                if let freshness = model.freshness { Fresh(freshness: freshness, notices: model.notices) }
            }
            filters
            // Under the thumb it would take half of the screen.
            if size.isAccessibilitySize { write }
            Failed(failure: model.failure)
            if let found = model.found { results(found) } else { sections }
        } docked: {
            if !size.isAccessibilitySize { write }
        }
        .task { await model.follow() }
    }

    private var write: some View {
        Press(words: settings.say(Say.appWriteAd()), weight: .accent, icon: .pencil) { go(.write(nil)) }
    }

    private var filters: some View {
        VStack(alignment: .leading, spacing: Space.m) {
            Field(
                label: settings.say(Say.appSearchHint()),
                text: Binding(get: { model.wanted.words }, set: { words in look { $0.words = words } }),
                hint: settings.say(Say.appSearchHint()), hidesLabel: true)
            Beside {
                filter(Say.appFilterWheelchair(), .wheelchair, \.wheelchair)
                filter(Say.appFilterQuiet(), .speaker, \.quiet)
                filter(Say.appFilterFree(), .euro, \.free)
            }
        }
    }

    private func filter(_ text: Saying, _ icon: Icon, _ need: WritableKeyPath<DiscoverModel.Wanted, Bool>) -> some View {
        Choice(words: settings.say(text), chosen: model.wanted[keyPath: need], icon: icon) { look { $0[keyPath: need].toggle() } }
    }

    private func look(_ change: @escaping (inout DiscoverModel.Wanted) -> Void) {
        Task { await model.look(change) }
    }

    @ViewBuilder private var sections: some View {
        if model.sections.isEmpty && model.freshness != nil {
            let nothing = model.wanted == DiscoverModel.Wanted() ? Say.appDiscoverNone() : Say.appResultsNone()
            Phrase(settings.say(nothing))
        }
        ForEach(model.sections, id: \.kind) { section in
            Phrase(settings.say(section.kind.says), .title2, heading: true)
            ForEach(section.cards, id: \.id) { card in ListingCard(card: card) { go(.listing(card.id)) } }
            if section.more {
                Press(words: settings.say(Say.appSeeAll()), weight: .quiet) { look { $0.type = section.kind.type } }
            }
        }
    }

    @ViewBuilder private func results(_ found: DiscoverModel.Results) -> some View {
        Phrase(settings.say(Say.appResults(n: found.count)), .title2, heading: true).accessibilityAddTraits(.updatesFrequently)
        if found.cards.isEmpty { Phrase(settings.say(Say.appResultsNone())) }
        ForEach(found.cards, id: \.id) { card in ListingCard(card: card) { go(.listing(card.id)) } }
        if found.next != nil { Press(words: settings.say(Say.appSeeAll()), weight: .quiet) { Task { await model.more() } } }
    }
}

extension SectionKind {
    /// In words.
    var says: Saying {
        switch self {
        case .week: Say.appSectionWeek()
        case .needs: Say.appSectionNeeds()
        case .offers: Say.appSectionOffers()
        case .loans: Say.appSectionLoans()
        case .later: Say.appSectionLater()
        }
    }
}
