import Observation
import Synchronization
import Testing

@testable import EkinKit

@MainActor
@Suite(.timeLimit(.minutes(2)))
struct DiscoverModelTests {
    private let client = FakeClient(.init(discover: Sample.discover(Sample.card("a"))))

    @Test("the first change shows the sections, and only what cards are made of asks again") func follows() async {
        client.answer {
            $0.freshness = Sample.fresh
            $0.changes = [Set(Topic.all), [.facts], [.progress], [.listings]]
        }
        let model = DiscoverModel(client: client)
        await model.follow()
        #expect(model.sections.flatMap(\.cards).map(\.id) == ["a"] && model.found == nil && model.failure == nil)
        #expect(client.calls == ["discover", "freshness", "discover"])
    }

    @Test("words search, pages follow, and an emptied field shows the sections again") func searches() async {
        client.answer {
            $0.pages = [
                nil: Sample.page([Sample.card("a")], next: "2", count: 2), "2": Sample.page([Sample.card("b")]),
            ]
        }
        let model = DiscoverModel(client: client)
        await model.look { $0.words = "musée" }
        #expect(model.found?.count == 2)
        await model.more()
        #expect(model.found?.cards.map(\.id) == ["a", "b"] && model.found?.next == nil)
        await model.more()
        #expect(client.calls == ["search musée", "search musée"])
        await model.look {
            $0.type = .activity
            $0.words = "  "
        }
        #expect(model.found == nil && model.wanted.type == nil && model.sections.count == 1)
    }

    @Test("a later question is never answered by an earlier one") func later() async {
        client.answer { $0.pages = [nil: Sample.page([Sample.card("old")])] }
        let (letFirst, letSecond) = (client.hold("search"), client.hold("search"))
        let model = DiscoverModel(client: client)
        let slow = Task { await model.look { $0.words = "m" } }
        while client.calls.isEmpty { await Task.yield() }
        client.answer { $0.pages = [nil: Sample.page([Sample.card("new")])] }
        let quick = Task { await model.look { $0.words = "mu" } }
        while client.calls.count < 2 { await Task.yield() }
        letSecond()
        await quick.value
        letFirst()
        await slow.value
        #expect(model.found?.cards.map(\.id) == ["new"])
    }

    @Test("what failed is said, and what was shown stays") func failing() async {
        let model = DiscoverModel(client: client)
        await model.follow()
        client.answer { $0.failures = ["discover": .Full] }
        await model.look { $0.quiet = true }
        #expect(model.failure == .Full && model.sections.count == 1)
    }

    @Test("a screen is told what changed") func observed() async {
        let model = DiscoverModel(client: client)
        let told = Mutex(0)
        withObservationTracking {
            _ = model.sections
        } onChange: {
            told.withLock { $0 += 1 }
        }
        await model.follow()
        #expect(told.withLock { $0 } == 1)
    }
}
