import EkinCore
import Foundation
import Testing

@testable import EkinKit

/// The wrapper on the real core, with a real relay where one is spoken of.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct EkinClientTests {
    let stage: Stage

    init() throws { stage = try Stage() }

    /// What this fails with.
    private func failing(_ work: () async throws(Failure) -> Void) async -> Failure? {
        do throws(Failure) {
            try await work()
            return nil
        } catch {
            return error
        }
    }

    private func draft(_ title: String, start: String = "2026-12-05T14:00") -> AdDraft {
        AdDraft(
            listingType: .need, title: title, body: "", start: start, end: "", weekly: false, hours: "", place: "Stade",
            town: "Bayonne", seats: 3, phone: "", email: "")
    }

    @Test("a citizen finds, writes with no network, and is honestly told where it stands") func citizen() async throws {
        try stage.startRelay()
        let link = try stage.territory()
        let client = try await stage.open("citizen")
        #expect(try await client.join(link: link).name == "Euskal Herria")
        #expect(try await client.discover(.everything).sections.isEmpty)
        let report = try await client.sync(metered: false)
        #expect(report.reached && report.changed > 10)

        let first = try await client.search(.everything, after: nil)
        let second = try await client.search(.everything, after: try #require(first.next))
        #expect(first.cards.count == 20 && first.cards.allSatisfy { !second.cards.contains($0) })
        let card = try #require(first.cards.first)
        #expect(try await client.listing(card.id).title == card.title)
        try await client.save(card.id, keep: true)
        #expect(try await client.mine().kept.map(\.id) == [card.id])

        let id = try await client.keepDraft(nil, draft("Qui vient au match ?"))
        _ = try await client.submitDraft(id)
        #expect(try await client.mine().ads.map(\.transport) == [.local])
        _ = try await client.sync(metered: false)
        #expect(try await client.mine().ads.map(\.transport) == [.received])

        stage.stopRelay()
        #expect(try await client.sync(metered: false).reached == false)
        #expect(try await client.search(.everything, after: nil).cards.map(\.id) == first.cards.map(\.id))
    }

    @Test("a failure has its variant and its data") func failures() async throws {
        let client = try await stage.open("phone")
        let link = await failing { () throws(Failure) in _ = try await client.join(link: "https://example.org/") }
        guard case .Link("link-web", _) = link else {
            Issue.record("\(String(describing: link))")
            return
        }
        let wrong = draft("x", start: "demain")
        let fields = await failing { () throws(Failure) in _ = try await client.keepDraft(nil, wrong) }
        guard case .Fields(let faults) = fields else {
            Issue.record("\(String(describing: fields))")
            return
        }
        #expect(faults.map(\.path) == ["timings.a.start"])
        await #expect(throws: Failure.InUse) { try await stage.open("phone") }
    }

    @Test("a client is closed twice and from elsewhere, and the home is free again") func closing() async throws {
        let client = try await stage.open("phone", .eu)
        try await client.chooseLanguage(.es)
        await Task.detached { client.close() }.value
        client.close()
        await #expect(throws: Failure.Closed) { try await client.mine() }
        #expect(try await stage.open("phone", .eu).language() == .es)
    }

    @Test("who listens hears of all at first, of a burst once, and of the end") func changes() async throws {
        let client = try await stage.open("phone")
        var changes = client.changes().makeAsyncIterator()
        #expect(await changes.next() == Set(Topic.all))
        for n in 0..<50 { _ = try await client.keepDraft(nil, draft("Annonce \(n)")) }
        let burst = try #require(await changes.next())
        #expect(burst.contains(.documents) && !burst.contains(.listings))
        client.close()
        #expect(await changes.next() == nil)
    }

    @Test("a keystore that is locked, or of a library without encryption, says so") func keystore() async throws {
        final class Locked: KeyStore {
            func load() throws -> Data? { throw KeyStoreFailure.Locked }
            func keep(key: Data) throws {}
        }
        let home = stage.folder.appendingPathComponent("sealed")
        await #expect(throws: Failure.Keys(why: .Locked)) {
            try await EkinClient.open(folder: home, keys: Locked(), language: .fr)
        }
    }

    @Test("a round that is cancelled ends, and another may begin") func cancelling() async throws {
        try stage.startRelay()
        let client = try await stage.open("citizen")
        _ = try await client.join(link: try stage.territory())
        let round = Task { try await client.sync(metered: false) }
        round.cancel()
        _ = await round.result
        #expect(try await client.sync(metered: false).reached)
    }
}
