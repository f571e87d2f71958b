import Testing

@testable import EkinKit

@MainActor
@Suite(.timeLimit(.minutes(2)))
struct CountModelTests {
    private let client = FakeClient(.init(heads: Sample.heads(.toSee, .toSee)))

    private func model() async -> CountModel {
        let model = CountModel(client: client, outing: Sample.outing())
        await model.follow()
        return model
    }

    @Test("taps are commands in their order, and the last may be taken back") func taps() async {
        let model = await model()
        let goOn = client.hold("check")
        let (first, second) = (model.here("p0"), model.here("p1"))
        #expect(model.last == "p1")
        while client.calls.count < 2 { await Task.yield() }
        for _ in 0..<100 { await Task.yield() }
        #expect(client.calls.count == 2, "the second waits until the first is done")
        goOn()
        await first.value
        await second.value
        await model.undo("p1").value
        #expect(model.last == nil)
        #expect(client.calls == ["heads first", "check a p0 here", "check a p1 here", "check a p1 nothing"])
    }

    @Test("who was seen by others alone cannot be taken back, so it is said otherwise") func others() async {
        let model = await model()
        client.answer { $0.failures = ["check": Sample.refused("nothing-to-undo")] }
        await model.undo("p0").value
        #expect(client.calls.suffix(2) == ["check a p0 nothing", "check a p0 notHere"])
        #expect(model.failure == Sample.refused("nothing-to-undo"))
    }

    @Test("another moment is counted from the tap on, also by what waits behind it") func legs() async {
        let model = await model()
        client.answer { $0.heads = Sample.heads(leg: "b", .toSee) }
        let goOn = client.hold("heads")
        let (read, tapped) = (model.choose(leg: "b"), model.here("p0"))
        goOn()
        await read.value
        await tapped.value
        #expect(model.count?.leg == "b" && client.calls.suffix(2) == ["heads b", "check b p0 here"])
    }

    @Test("finished is what it came to, until one counts on") func finished() async {
        client.answer { $0.heads = Sample.heads(.here, .here) }
        let model = await model()
        model.finish()
        #expect(model.finished && model.count?.everybody == true)
        await model.notHere("p0").value
        #expect(!model.finished)
        model.finish()
        model.again()
        #expect(!model.finished)
    }

    @Test("people without a name are never fewer than none") func unnamed() async {
        let model = await model()
        await model.unnamed(-1).value
        await model.unnamed(2).value
        #expect(client.calls.suffix(2) == ["countUnnamed 0", "countUnnamed 2"])
    }

    @Test("what could not be counted is said, and the count that was known stays") func failing() async {
        let model = await model()
        client.answer { $0.failures = ["check": .Full] }
        await model.here("p0").value
        #expect(model.failure == .Full && model.count?.rows.count == 2)
    }
}
