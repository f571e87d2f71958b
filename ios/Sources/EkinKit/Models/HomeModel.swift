import Observation

/// *Maison*: what today asks of me; read again when a plan or a count changes.
@MainActor
@Observable
public final class HomeModel {
    public private(set) var houses: [House] = []
    /// None before they were read.
    public private(set) var outings: [OutingLine]?
    public private(set) var failure: Failure?

    @ObservationIgnored private let client: any Client

    private static let shown: Set<Topic> = [.documents, .spaces, .settings]

    public init(client: any Client) { self.client = client }

    public var today: [OutingLine] { outings?.filter(\.today) ?? [] }

    public var coming: [OutingLine] { outings?.filter { !$0.today } ?? [] }

    /// Follows what changes, as long as the screen is there.
    public func follow() async {
        for await topics in client.changes() where !topics.isDisjoint(with: Self.shown) { await read() }
    }

    private func read() async {
        do throws(Failure) {
            houses = try await client.houses()
            outings = try await client.outings()
            failure = nil
        } catch { failure = error }
    }
}
