import EkinKit
import SwiftUI

/// Everything of one's own, each with where it stands.
struct MineScreen: View {
    @Environment(SettingsModel.self) private var settings
    let model: MineModel
    let go: @MainActor (Place) -> Void
    let tryNow: @MainActor () -> Void

    var body: some View {
        Frame {
            EmptyView()
        } content: {
            Phrase(settings.say(Say.appNavMine()), .title1, heading: true)
            Failed(failure: model.failure)
            if let mine = model.mine { all(mine) }
            if model.isEmpty {
                Phrase(settings.say(Say.appMineNone()))
                Press(words: settings.say(Say.appWriteAd()), weight: .accent) { go(.write(nil)) }
            }
        } docked: {
            EmptyView()
        }
        .task { await model.follow() }
    }

    @ViewBuilder private func all(_ mine: Mine) -> some View {
        if mine.waiting > 0 {
            Phrase(settings.say(Say.appMineWaiting(n: mine.waiting)), .strong)
            Press(words: settings.say(Say.appMineTry()), weight: .quiet, action: tryNow)
        }
        if !mine.drafts.isEmpty { Phrase(settings.say(Say.appMineDrafts()), .title2, heading: true) }
        ForEach(mine.drafts, id: \.id) { draft in
            row(draft.draft.title, draft.typeWords, .draft) { go(.write(draft.id)) }
        }
        if !mine.ads.isEmpty { Phrase(settings.say(Say.appMineAds()), .title2, heading: true) }
        ForEach(mine.ads, id: \.number) { ad in
            row(ad.title, ad.outcome.map { settings.say($0) } ?? ad.written, ad.standing, open: opener(ad))
        }
        if !mine.kept.isEmpty { Phrase(settings.say(Say.appMineKept()), .title2, heading: true) }
        ForEach(mine.kept, id: \.id) { card in ListingCard(card: card) { go(.listing(card.id)) } }
    }

    private func opener(_ ad: AdLine) -> (@MainActor () -> Void)? {
        guard let id = ad.listing else { return nil }
        return { go(.listing(id)) }
    }

    /// A title, what is to be said of it, and where it stands; a button where there is something to open.
    @ViewBuilder private func row(_ title: String, _ words: String?, _ standing: Standing, open: (@MainActor () -> Void)?) -> some View {
        let told = Sheet {
            Phrase(title, .title3)
            if let words { Phrase(words, .small, colour: settings.tokens.inkSoft) }
            StandingPill(standing)
        }
        if let open { Button(action: open) { told }.buttonStyle(.plain) } else { told }
    }
}
