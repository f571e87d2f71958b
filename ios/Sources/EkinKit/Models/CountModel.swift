import Observation

/// *Compter*: each tap is one command, in the order in which it was made; what others count comes in between.
@MainActor
@Observable
public final class CountModel {
    public private(set) var count: HeadCount?
    /// The person whom this thumb marked last: it may be undone in their row.
    public private(set) var last: String?
    /// *Finish* was pressed, and what it came to is shown.
    public private(set) var finished = false
    public private(set) var failure: Failure?

    @ObservationIgnored private let client: any Client
    @ObservationIgnored private let outing: OutingLine
    @ObservationIgnored private let turns = Turns()
    @ObservationIgnored private var leg: String?

    private static let shown: Set<Topic> = [.facts, .documents, .spaces, .settings]

    public init(client: any Client, outing: OutingLine) {
        self.client = client
        self.outing = outing
    }

    /// Follows what others count, as long as the screen is there.
    public func follow() async {
        for await topics in client.changes() where !topics.isDisjoint(with: Self.shown) { await read().value }
    }

    /// Counts another moment of the outing.
    @discardableResult public func choose(leg row: String) -> Task<Void, Never> {
        leg = row
        (last, finished) = (nil, false)
        return read()
    }

    @discardableResult public func here(_ person: String) -> Task<Void, Never> { mark(person, .here) }

    @discardableResult public func notHere(_ person: String) -> Task<Void, Never> { mark(person, .notHere) }

    /// Takes back what was said here; where only others said so, says otherwise: both are then to look together.
    @discardableResult public func undo(_ person: String) -> Task<Void, Never> {
        (last, finished) = (nil, false)
        return does { [client] at throws(Failure) in
            do throws(Failure) {
                return try await client.check(at, person: person, seen: nil)
            } catch {
                guard error.isRefused("nothing-to-undo") else { throw error }
                return try await client.check(at, person: person, seen: .notHere)
            }
        }
    }

    /// People without a name here, as many.
    @discardableResult public func unnamed(_ number: Int) -> Task<Void, Never> {
        does { [client] at throws(Failure) in try await client.countUnnamed(at, UInt32(max(0, number))) }
    }

    public func finish() { (finished, last) = (true, nil) }

    public func again() { finished = false }

    private func mark(_ person: String, _ seen: Seen) -> Task<Void, Never> {
        (last, finished) = (person, false)
        return does { [client] at throws(Failure) in try await client.check(at, person: person, seen: seen) }
    }

    private func read() -> Task<Void, Never> {
        turns.take { [self] in
            // Of now: what was chosen meanwhile is asked for.
            let asked = leg
            await show { () throws(Failure) in
                try await client.heads(space: outing.space, plan: outing.plan, leg: asked)
            }
        }
    }

    private func does(_ work: @escaping (CountedAt) async throws(Failure) -> HeadCount) -> Task<Void, Never> {
        // Of when it was tapped: that is what was on the screen.
        let shown = leg ?? count?.leg
        return turns.take { [self] in
            guard let leg = shown ?? count?.leg else { return }
            let at = CountedAt(space: outing.space, plan: outing.plan, leg: leg)
            await show { () throws(Failure) in try await work(at) }
        }
    }

    private func show(_ ask: () async throws(Failure) -> HeadCount) async {
        do throws(Failure) {
            let counted = try await ask()
            // Another moment may have been chosen meanwhile, and is read next.
            if leg == nil || leg == counted.leg { (count, leg) = (counted, counted.leg) }
            failure = nil
        } catch { failure = error }
    }
}
