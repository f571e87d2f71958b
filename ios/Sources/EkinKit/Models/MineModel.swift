import Observation

/// *Mes affaires*: everything of one's own, each with where it stands; read again when something of it changes.
@MainActor
@Observable
public final class MineModel {
    public private(set) var mine: Mine?
    public private(set) var failure: Failure?

    @ObservationIgnored private let client: any Client

    private static let shown: Set<Topic> = [.letters, .documents, .listings, .settings]

    public init(client: any Client) { self.client = client }

    /// There is nothing of one's own yet.
    public var isEmpty: Bool { mine.map { $0.drafts.isEmpty && $0.ads.isEmpty && $0.kept.isEmpty } ?? false }

    /// Follows what changes, as long as the screen is there.
    public func follow() async {
        for await topics in client.changes() where !topics.isDisjoint(with: Self.shown) { await read() }
    }

    private func read() async {
        do throws(Failure) {
            mine = try await client.mine()
            failure = nil
        } catch { failure = error }
    }
}

/// Where something of one's own stands. It says no more than is true.
public enum Standing: Equatable, Sendable {
    case draft, local, sent, received, refused, two

    /// Refused by people comes before how far it travelled.
    public init(_ transport: Transport, refused: Bool = false) {
        switch transport {
        case _ where refused: self = .refused
        case .local: self = .local
        case .sent: self = .sent
        case .received: self = .received
        case .refused: self = .refused
        }
    }

    /// In words.
    public var says: Saying {
        switch self {
        case .draft: Say.appPillDraft()
        case .local: Say.appPillLocal()
        case .sent: Say.appPillSent()
        case .received: Say.appPillReceived()
        case .refused: Say.appPillRefused()
        case .two: Say.appTwo()
        }
    }
}

extension AdLine {
    /// Where it stands.
    public var standing: Standing { Standing(transport, refused: refused) }
}
