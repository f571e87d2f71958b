import EkinCore
import Testing

@testable import EkinKit

/// Says nothing, and remembers what it was to say.
@MainActor
final class Quiet: Speaker {
    private(set) var saying: Int?
    private(set) var said: [[String]] = []

    func say(_ sentences: [SpokenSentence]) {
        said.append(sentences.map(\.text))
        saying = 0
    }

    func stop() { saying = nil }
}

@MainActor
@Suite(.timeLimit(.minutes(2)))
struct SimpleModelTests {
    private let client = FakeClient()
    private let voice = Quiet()

    private func resident(_ name: String, readsFirst: Bool = false, stepMs: UInt32? = nil, secret: String? = nil) -> SimpleResident {
        SimpleResident(
            space: "s", person: name, name: name, pictogram: nil, tiles: [.outings, .mine, .photos, .listen], readsFirst: readsFirst,
            stepMs: stepMs, secret: secret)
    }

    private func outing(_ id: String, when: SimpleWhen = .later, off: Bool = false, mine: Bool = false, wants: Bool = false) -> SimpleOuting
    {
        SimpleOuting(
            id: id, space: "s", title: "Le musée \(id)", spokenTitle: SpokenSentence(text: "Le musée \(id)", language: "fr"),
            facts: [SimpleFact(pictogram: "bus", words: "en bus")], easy: nil, sentences: [SpokenSentence(text: "En bus.", language: "fr")],
            answer: [], when: when, off: off, mine: mine, asks: true, wants: wants, before: nil, after: nil, kind: .activity, pattern: 0)
    }

    private func day(_ outings: [SimpleOuting], photos: UInt32 = 0) -> SimpleDay {
        SimpleDay(name: "Maialen", outings: outings, photos: photos, sentences: [SpokenSentence(text: "Aujourd’hui.", language: "fr")])
    }

    private func model(_ residents: [SimpleResident], _ today: SimpleDay) async -> SimpleModel {
        client.answer {
            $0.tablet = SimpleTablet(on: true, hasPin: true, residents: residents, others: [])
            $0.day = today
        }
        let words = Words(.fr)
        let model = SimpleModel(client: client, words: { words }, speaker: voice)
        await model.follow()
        return model
    }

    private func ids(_ model: SimpleModel) -> [String] { model.page.spots.map(\.id) }

    @Test("one resident comes home at once, and what is empty is absent") func alone() async {
        let model = await model([resident("Maialen")], day([outing("a")]))
        #expect(model.page.title == "Bonjour Maialen")
        #expect(ids(model) == ["tile-outings", "tile-listen", "listen"])
    }

    @Test("I want to go is one wish, and the page is what the team's core says then") func wish() async {
        let model = await model([resident("Maialen")], day([outing("a")]))
        await model.touch("tile-outings").value
        await model.touch("outing-a").value
        #expect(ids(model) == ["go", "not", "listen", "back"] && model.page.facts.map(\.words) == ["en bus"])
        client.answer { $0.day = day([outing("a", wants: true)]) }
        await model.touch("go").value
        #expect(client.calls.last == "wish a yes" && ids(model) == ["no-more", "listen", "back"])
        client.answer { $0.failures = ["wish": .Full] }
        await model.touch("no-more").value
        // No error in a resident's eyes: the page stays.
        #expect(ids(model) == ["no-more", "listen", "back"])
        await model.touch("back").value
        #expect(ids(model).contains("outing-a"))
    }

    @Test("a first touch reads, the second one does it") func reads() async {
        let model = await model([resident("Maialen", readsFirst: true)], day([outing("a")]))
        await model.touch("tile-outings").value
        #expect(voice.said == [["Les sorties"]] && model.place == .home && model.marked?.text == "Les sorties")
        await model.touch("tile-outings").value
        #expect(model.place == .outings(.all, page: 0) && voice.saying == nil)
    }

    @Test("residents are apart: a wrong picture opens nothing, and who leaves leaves nothing in sight") func apart() async {
        let model = await model([resident("Maialen", secret: "sun"), resident("Joseph")], day([outing("a")]))
        #expect(ids(model) == ["who-Maialen", "who-Joseph", "listen"] && model.day == nil)
        await model.touch("who-Maialen").value
        await model.touch("secret-fish").value
        #expect(model.resident == nil && model.day == nil)
        await model.touch("secret-sun").value
        #expect(model.resident?.name == "Maialen" && model.day != nil)
        await model.touch("change").value
        #expect(model.resident == nil && model.day == nil && model.picture == nil && model.place == .who)
        // Whose tablet it is no more, nobody sees anything of.
        await model.touch("who-Joseph").value
        client.answer { $0.tablet = SimpleTablet(on: true, hasPin: true, residents: [resident("Maialen", secret: "sun")], others: []) }
        await model.follow()
        #expect(model.resident == nil && model.place == .who)
    }

    @Test("one switch reaches everything, waits for the voice, and rests after three rounds") func scanning() async {
        let model = await model([resident("Maialen", stepMs: 1_000)], day([outing("a")], photos: 1))
        model.tick()
        let all = ids(model)
        var offered: [Int] = []
        for _ in 0..<(all.count * Scan.parts * 3) {
            if let at = model.scan?.at, offered.last != at { offered.append(at) }
            model.tick()
        }
        #expect(offered == Array(0..<all.count) + Array(0..<all.count) + Array(0..<all.count) && model.scan?.at == nil)
        await model.press().value
        #expect(model.place == .home && model.scan?.at == 0, "a press wakes it, and does nothing else")
        await model.press().value
        #expect(model.place == .outings(.all, page: 0))
        voice.say([SpokenSentence(text: "…", language: "fr")])
        model.tick()
        let before = model.scan
        model.tick()
        #expect(model.scan == before)
    }

    @Test("more outings than there are places lead on, and begin anew") func many() async {
        let model = await model([resident("Maialen")], day((0..<7).map { outing("\($0)") }))
        await model.touch("tile-outings").value
        var seen: [String] = []
        for _ in 0..<3 {
            seen += ids(model).filter { $0.hasPrefix("outing-") }
            await model.touch("next").value
        }
        #expect(seen == (0..<7).map { "outing-\($0)" } && model.place == .outings(.all, page: 0))
    }

    @Test("an outing that is off says so and leads on; none at all is said, never an empty page") func off() async {
        let model = await model([resident("Maialen")], day([outing("a", off: true)]))
        await model.touch("tile-outings").value
        await model.touch("outing-a").value
        #expect(model.page.lines.count == 1 && ids(model) == ["outings", "listen", "back"])
        client.answer { $0.day = day([]) }
        await model.follow()
        #expect(model.page.title == "Pas de sortie." && ids(model) == ["outings", "back"])
    }

    @Test("how one is: the face is told, noted, and shown as chosen") func feeling() async {
        let model = await model([resident("Maialen")], day([outing("a", when: .today, mine: true)]))
        await model.touch("tile-mine").value
        await model.touch("outing-a").value
        await model.touch("feel").value
        await model.touch("fair").value
        #expect(client.calls.contains("feel a fair") && model.place == .feel("a", noted: true))
    }

    @Test("a photo is taken away for everybody after one question") func photos() async {
        let photos = ["x", "y"].map { SimplePhoto(space: "s", id: $0, sentences: [SpokenSentence(text: "Ma photo", language: "fr")]) }
        client.answer { $0.photos = photos }
        let model = await model([resident("Maialen")], day([], photos: 2))
        await model.touch("tile-photos").value
        #expect(model.picture == .init("x".utf8))
        await model.touch("next").value
        #expect(model.picture == .init("y".utf8))
        await model.touch("no-more").value
        #expect(ids(model) == ["keep", "remove", "listen"] && !client.calls.contains("removeSimplePhoto y"))
        await model.touch("remove").value
        #expect(client.calls.contains("removeSimplePhoto y") && model.place == .photos(at: 1, sure: false))
    }

    @Test("the carer's code is tried when it is whole, says what is wrong, and opens") func pin() async {
        let model = await model([resident("Maialen", stepMs: 1_000)], day([]))
        model.help()
        #expect(model.stepMs == nil)
        client.answer { $0.pin = .wrong(left: 3) }
        for figure in "1234" { await model.touch("figure-\(figure)").value }
        await model.touch("erase").value
        for figure in "456" { await model.touch("figure-\(figure)").value }
        #expect(client.calls.last == "tryPin 123456" && model.place == .pin(typed: "", says: Say.simplePinWrong(n: 3)))
        client.answer { $0.pin = .wait(seconds: 30) }
        for figure in "111111" { await model.touch("figure-\(figure)").value }
        #expect(model.place == .pin(typed: "", says: Say.simplePinWait(n: 30)) && !model.helped)
        client.answer { $0.pin = .open }
        for figure in "222222" { await model.touch("figure-\(figure)").value }
        #expect(model.helped)
        model.resume()
        #expect(!model.helped && model.place == .who)
    }

    @Test("Basque without a Basque voice is read in French, and that is said once") func voices() {
        let basque = SpokenSentence(text: "Kaixo", language: "eu")
        var voices = Voices(tags: ["es-ES", "fr-FR"])
        let read = voices.read([basque, SpokenSentence(text: "Hola", language: "es")])
        #expect(read.map(\.voice) == ["fr-FR", "fr-FR", "es-ES"] && read.map(\.sentence) == [nil, 0, 1])
        #expect(read[0].text == Words(.fr)[Say.voiceNoBasque()])
        #expect(voices.read([basque]).map(\.text) == ["Kaixo"])
        var own = Voices(tags: ["fr-FR", "eu-ES"])
        #expect(own.read([basque]).map(\.voice) == ["eu-ES"])
        var none = Voices(tags: ["de-DE"])
        #expect(none.read([basque]).isEmpty)
    }
}

@MainActor
@Suite(.timeLimit(.minutes(2)))
struct SetUpModelTests {
    private let client = FakeClient()

    private func resident(_ name: String) -> SimpleResident {
        SimpleResident(
            space: "s", person: name, name: name, pictogram: nil, tiles: [.outings, .listen], readsFirst: false, stepMs: nil, secret: nil)
    }

    private func model() async -> SetUpModel {
        client.answer {
            $0.tablet = SimpleTablet(on: false, hasPin: false, residents: [], others: [resident("Joseph"), resident("Maialen")])
        }
        let model = SetUpModel(client: client)
        await model.open()
        return model
    }

    @Test("what is chosen is kept at once, in fixed places and within what somebody can follow") func chooses() async {
        let model = await model()
        await model.choose(SimpleTile.photos, true, for: "Joseph").value
        #expect(client.calls == ["simpleTablet"], "nobody is chosen yet")
        await model.choose("Joseph", true).value
        await model.scans(true, for: "Joseph").value
        for _ in 0..<20 { await model.step(slower: true, for: "Joseph").value }
        #expect(model.residents.map(\.tiles) == [[.outings, .photos, .listen]] && model.residents[0].stepMs == 5_000)
        for _ in 0..<20 { await model.step(slower: false, for: "Joseph").value }
        #expect(model.residents[0].stepMs == 500)
        await model.scans(false, for: "Joseph").value
        #expect(model.residents[0].stepMs == nil && client.calls.last == "setSimpleTablet Joseph")
    }

    @Test("a code is kept when it was typed twice alike, and what the core refuses is said") func code() async {
        let model = await model()
        (model.code, model.codeAgain) = ("120987", "120986")
        await model.keepCode().value
        #expect(model.faults == [Say.simplePinOther()] && model.code.isEmpty && !model.hasPin)
        (model.code, model.codeAgain) = ("120987", "120987")
        await model.keepCode().value
        #expect(model.hasPin && model.faults.isEmpty && client.calls.last == "setPin 120987")
        client.answer { $0.failures = ["setSimple": Sample.refused("simple-no-pin")] }
        await model.begin().value
        #expect(!model.begun && model.faults == Sample.refused("simple-no-pin").says)
        client.answer { $0.failures = [:] }
        await model.begin().value
        #expect(model.begun && client.calls.last == "setSimple true")
    }
}
