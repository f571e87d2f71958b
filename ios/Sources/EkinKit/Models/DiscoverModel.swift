import Observation

/// *Découvrir*: sections as long as nothing was typed, else what was found; asked again when listings change.
@MainActor
@Observable
public final class DiscoverModel {
    /// What a person looks for; nothing asks for all that is not over.
    public struct Wanted: Equatable, Sendable {
        public var words = ""
        public var type: ListingType?
        public var wheelchair = false
        public var quiet = false
        public var free = false

        public init() {}

        var isTyped: Bool { !words.allSatisfy(\.isWhitespace) }

        var ask: Ask {
            Ask(
                words: words, listingType: type, near: nil, wheelchair: wheelchair, quiet: quiet, free: free, saved: false)
        }
    }

    /// What was found: the first pages of it.
    public struct Results: Equatable, Sendable {
        public var cards: [Card]
        public let count: UInt64
        public var next: String?
    }

    public private(set) var wanted = Wanted()
    public private(set) var freshness: Freshness?
    public private(set) var sections: [DiscoverSection] = []
    public private(set) var found: Results?
    public private(set) var failure: Failure?
    /// What the last round with the relays came to, where a person should know of it.
    public private(set) var notices: [Saying] = []

    @ObservationIgnored private let client: any Client
    /// The question that is being asked: a newer one takes its place.
    @ObservationIgnored private var question = 0

    /// What the cards are made of; the language of their words is a choice.
    private static let shown: Set<Topic> = [.listings, .spaces, .settings]

    public init(client: any Client) { self.client = client }

    /// A round with the relays came to its end, or failed.
    public func ended(_ round: Result<SyncReport, Failure>) {
        switch round {
        case .success(let report): notices = (report.reached ? [] : [Say.appRelaySilent()]) + report.troubles
        // The one that runs says what it comes to; of a home that was shut nobody looks any more.
        case .failure(.Busy), .failure(.Closed): break
        case .failure(let failure): notices = failure.says
        }
    }

    /// Follows what changes, as long as the screen is there.
    public func follow() async {
        for await topics in client.changes() {
            if !topics.isDisjoint(with: Self.shown) {
                await refresh()
            } else if topics.contains(.progress) || topics.contains(.letters) {
                await fresh()
            }
        }
    }

    /// Looks for something else from now on.
    public func look(_ change: (inout Wanted) -> Void) async {
        let typed = wanted.isTyped
        change(&wanted)
        // A field that was emptied shows the sections again.
        if typed && !wanted.isTyped { wanted.type = nil }
        await refresh()
    }

    /// The next page of what was found.
    public func more() async {
        guard let before = found, let next = before.next else { return }
        let asked = wanted
        do throws(Failure) {
            let page = try await client.search(asked.ask, after: next)
            // The question may have become another meanwhile.
            guard asked == wanted, found == before else { return }
            found = Results(cards: before.cards + page.cards, count: before.count, next: page.next)
        } catch { failure = error }
    }

    private func refresh() async {
        question += 1
        let (own, asked) = (question, wanted)
        do throws(Failure) {
            if asked.isTyped || asked.type != nil {
                let page = try await client.search(asked.ask, after: nil)
                guard own == question else { return }
                let count = page.count ?? UInt64(page.cards.count)
                found = Results(cards: page.cards, count: count, next: page.next)
            } else {
                let page = try await client.discover(asked.ask)
                guard own == question else { return }
                (freshness, sections, found) = (page.freshness, page.sections, nil)
            }
            failure = nil
        } catch {
            if own == question { failure = error }
        }
    }

    private func fresh() async {
        do throws(Failure) {
            freshness = try await client.freshness()
        } catch { failure = error }
    }
}

extension SectionKind {
    /// The sort of listing that a section is of.
    public var type: ListingType {
        switch self {
        case .week, .later: .activity
        case .needs: .need
        case .offers: .offer
        case .loans: .loan
        }
    }
}

extension Ask {
    /// Asks for all that is not over.
    public static let everything = DiscoverModel.Wanted().ask
}

extension Freshness {
    /// How old what is shown is; nothing is claimed that is not known.
    public var says: Saying {
        if let arriving { return Say.appFirst(have: arriving.have, of: arriving.of) }
        return asOf.map { Say.appFresh(when: $0) } ?? Say.appFirstOff()
    }
}
