import EkinCore
import Testing

@testable import EkinKit

@MainActor
@Suite(.timeLimit(.minutes(2)))
struct WriteModelTests {
    private let client = FakeClient()

    @Test("each step keeps the draft, the first one gives it its id") func steps() async {
        let model = WriteModel(client: client)
        model.change {
            $0.type = .loan
            $0.title = "Un ordinateur"
        }
        #expect(!model.kept)
        await model.next().value
        #expect(model.step == .when && model.kept)
        model.change {
            ($0.day, $0.from, $0.to) = ("2026-12-05", "9:30", "16:30")
            $0.seats = " 3 "
        }
        await model.next().value
        await model.next().value
        #expect(model.step == .look)
        await model.send().value
        #expect(model.step == .sent)
        let kept = (0..<3).map { "keepDraft \($0 == 0 ? "new" : "d1") Un ordinateur" }
        #expect(client.calls == kept + ["keepDraft d1 Un ordinateur", "submitDraft d1"])
        let draft = try? await client.draft("d1")
        #expect(draft?.start == "2026-12-05T09:30" && draft?.end == "2026-12-05T16:30" && draft?.seats == 3)
    }

    @Test("without a title nothing goes on, and it says why beside the field") func title() async {
        let model = WriteModel(client: client)
        model.change { $0.title = "  " }
        await model.next().value
        #expect(model.step == .what && model.faults == [.title: [Say.appWriteTitleNeeded()]] && client.calls.isEmpty)
        await model.close().value
        #expect(model.closed && client.calls.isEmpty)
    }

    @Test("a draft that is gone on with is as it was, and no word is lost by going back") func again() async {
        client.answer {
            $0.drafts = [
                "d1": AdDraft(
                    listingType: .need, title: "Un match", body: "", start: "2026-12-05T14:00", end: "2026-12-05T16:00", weekly: false,
                    hours: "", place: "Stade", town: "Bayonne", seats: nil, phone: "", email: "")
            ]
        }
        let model = WriteModel(client: client, id: "d1")
        await model.open()
        #expect(model.kept && model.form.day == "2026-12-05" && model.form.from == "14:00" && model.form.to == "16:00")
        await model.next().value
        model.back()
        #expect(model.step == .what && model.form.title == "Un match")
        model.change { $0.town = "Anglet" }
        await model.close().value
        #expect(model.closed && client.calls.last == "keepDraft d1 Un match")
    }

    @Test("what is wrong stands beside its field, and its question is shown") func faults() async {
        let fault = FieldFault(path: "timings.a.start", code: "date", says: Say.appWriteDay())
        let model = WriteModel(client: client)
        model.change { $0.title = "Un match" }
        await model.next().value
        await model.next().value
        client.answer { $0.failures = ["keepDraft": .Fields(fields: [fault])] }
        await model.next().value
        #expect(model.step == .when && model.faults == [.start: [Say.appWriteDay()]])
        client.answer { $0.failures = ["submitDraft": Sample.refused("not-joined")] }
        await model.send().value
        #expect(model.step == .when && model.faults == [.draft: Sample.refused("not-joined").says])
    }

    @Test("two taps while the first is kept make one draft") func twice() async {
        let goOn = client.hold("keepDraft")
        let model = WriteModel(client: client)
        model.change { $0.title = "Un match" }
        let (first, second) = (model.next(), model.close())
        goOn()
        await first.value
        await second.value
        #expect(client.calls == ["keepDraft new Un match", "keepDraft d1 Un match"] && model.closed)
    }

    @Test(
        "each place of a draft has its field",
        arguments: [
            ("title", WriteModel.Field.title), ("timings.a.end", .end), ("timings[0].start", .start), ("place.town", .town),
            ("place.name", .place), ("answer[0].phone", .phone), ("capacity.seats", .seats), ("answer_email", .email), ("other", .draft),
        ])
    func fields(path: String, field: WriteModel.Field) {
        #expect(WriteModel.Field(path: path) == field)
    }
}
