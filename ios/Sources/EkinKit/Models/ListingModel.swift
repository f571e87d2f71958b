import Observation

/// *Annonce*: one listing, read again when listings change.
@MainActor
@Observable
public final class ListingModel {
    public private(set) var listing: Listing?
    /// It is here no more, and nothing of it was shown.
    public private(set) var gone = false
    public private(set) var failure: Failure?
    /// The ways to answer are shown.
    public var answering = false

    @ObservationIgnored private let client: any Client
    @ObservationIgnored private let id: String

    private static let shown: Set<Topic> = [.listings, .settings]

    public init(client: any Client, id: String) {
        self.client = client
        self.id = id
    }

    /// Follows what changes, as long as the screen is there.
    public func follow() async {
        for await topics in client.changes() where !topics.isDisjoint(with: Self.shown) { await read() }
    }

    /// Keeps it on this device, or keeps it no more.
    public func keep() async {
        guard let listing else { return }
        do throws(Failure) {
            try await client.save(listing.id, keep: !listing.saved)
        } catch {
            failure = error
            return
        }
        await read()
    }

    private func read() async {
        do throws(Failure) {
            listing = try await client.listing(id)
            (gone, failure) = (false, nil)
        } catch {
            // What was shown stays: it is what was known.
            if case .Refused = error { gone = listing == nil } else { failure = error }
        }
    }
}
