import Testing

@testable import EkinKit

/// The models of the quieter screens, each alone.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct ModelTests {
    private let client = FakeClient()

    @Test("a listing is kept and read again; one that is gone says so, and one that was shown stays") func listing() async {
        client.answer { $0.listing = Sample.listing("a") }
        let model = ListingModel(client: client, id: "a")
        await model.follow()
        #expect(model.listing?.id == "a" && !model.gone)
        client.answer { $0.listing = Sample.listing("a", saved: true) }
        await model.keep()
        #expect(model.listing?.saved == true && client.calls == ["listing a", "save a true", "listing a"])
        client.answer { $0.failures = ["listing": Sample.refused("no-listing")] }
        await model.follow()
        #expect(model.listing != nil && !model.gone)
        let other = ListingModel(client: client, id: "a")
        await other.follow()
        #expect(other.listing == nil && other.gone)
    }

    @Test("what cannot be kept says why") func full() async {
        client.answer {
            $0.listing = Sample.listing("a")
            $0.failures = ["save": .Full]
        }
        let model = ListingModel(client: client, id: "a")
        await model.follow()
        await model.keep()
        #expect(model.failure == .Full && model.listing?.saved == false)
    }

    @Test("a card shows nothing before a reason, and opens once") func card() async {
        client.answer { $0.card = Sample.card }
        let model = CardModel(client: client, space: "s", person: "p0")
        #expect(model.card == nil && model.never.isEmpty && model.first == nil)
        await model.open(.emergency)
        await model.open(.care)
        #expect(client.calls == ["openCard p0 emergency"])
        #expect(model.never.map(\.values) == [["Arachide", "Noix"]] && model.others.map(\.field) == ["conditions"])
        #expect(model.first?.number == "112" && model.further.map(\.number) == ["15", "18"])
    }

    @Test("a card that was refused may be asked for again") func refused() async {
        client.answer { $0.failures = ["openCard": Sample.refused("card-closed")] }
        let model = CardModel(client: client, space: "s", person: "p0")
        await model.open(.emergency)
        #expect(model.failure == Sample.refused("card-closed") && model.reason == nil)
        client.answer {
            $0.failures = [:]
            $0.card = Sample.card
        }
        await model.open(.preparation)
        #expect(model.card != nil && model.failure == nil)
    }

    @Test("a house shows today's outings apart, and reads again when a plan changes") func home() async {
        client.answer {
            $0.houses = [House(space: "s", name: "Etxe Alaia", role: nil, waiting: 0, staff: nil)]
            $0.outings = [Sample.outing(), Sample.outing(today: false)]
            $0.changes = [Set(Topic.all), [.letters], [.documents]]
        }
        let model = HomeModel(client: client)
        #expect(model.outings == nil)
        await model.follow()
        #expect(model.today.count == 1 && model.coming.count == 1 && model.houses.count == 1)
        #expect(client.calls == ["houses", "outings", "houses", "outings"])
    }

    @Test("one's own things are read again when they change, and none at all is not the same as not read") func mine() async {
        client.answer { $0.mine = Mine(waiting: 1, drafts: [], ads: [], kept: [Sample.card("a")]) }
        let model = MineModel(client: client)
        #expect(!model.isEmpty)
        await model.follow()
        #expect(model.mine?.waiting == 1 && !model.isEmpty)
        client.answer { $0.mine = Mine(waiting: 0, drafts: [], ads: [], kept: []) }
        await model.follow()
        #expect(model.isEmpty)
    }

    @Test("a standing says no more than is true, and refused by people comes first") func standing() {
        #expect(Standing(.received, refused: true) == .refused && Standing(.received) == .received)
        #expect(Standing(.refused(says: Say.errorDiskFull())) == .refused)
        #expect(Standing(.sent).says == Say.appPillSent() && Standing(.local).says == Say.appPillLocal())
    }

    @Test("a language holds at once, and only when the core took it") func settings() async {
        let model = SettingsModel(client: client, language: .fr)
        await model.choose(.eu)
        #expect(model.words[Say.appNavDiscover()] == "Aurkitu" && client.calls == ["chooseLanguage eu"])
        client.answer { $0.failures = ["chooseLanguage": .Full] }
        await model.choose(.es)
        #expect(model.words.language == .eu && model.failure == .Full)
    }

    @Test("the first door joins the territory of the app, once or again, and leads on without one") func welcome() async {
        let model = WelcomeModel(client: client, territory: "ekin:A")
        await model.see()
        #expect(model.done && client.calls == ["join ekin:A"])
        client.answer { $0.failures = ["join": Sample.refused("already-joined")] }
        let again = WelcomeModel(client: client, territory: "ekin:A")
        await again.see()
        #expect(again.done && again.fault == nil)
        let without = WelcomeModel(client: FakeClient(), territory: nil)
        await without.see()
        #expect(without.done)
    }

    @Test("a link that is none says why, beside what was typed") func link() async {
        client.answer { $0.failures = ["lookAtLink": .Link(code: "link-checksum", says: Say.errorLinkChecksum())] }
        let model = WelcomeModel(client: client, territory: nil)
        model.type("ekin:abc")
        await model.join()
        #expect(model.fault?.says == [Say.errorLinkChecksum()] && model.link == "ekin:abc" && !model.done)
        model.type("ekin:abcd")
        #expect(model.fault == nil)
    }

    @Test("where a link leads is said before, and is followed only then") func leads() async {
        client.answer {
            $0.leads = LinkIs(kind: .house, name: "Etxe Alaia", says: ["Votre rôle"], asks: true)
            $0.houses = [House(space: "s", name: "Etxe Alaia", role: nil, waiting: 0, staff: nil)]
        }
        let model = WelcomeModel(client: client, territory: nil)
        model.type("ekin:house")
        await model.join()
        #expect(model.leads?.name == "Etxe Alaia" && !model.done)
        model.leave()
        await model.follow()
        #expect(!model.done && client.calls == ["lookAtLink ekin:house"])
        await model.join()
        await model.follow()
        #expect(model.done && client.calls.last == "acceptInvitation ekin:house")
    }

    @Test("what a round came to is said, once, and a round beside it says nothing") func notices() {
        let model = DiscoverModel(client: client)
        model.ended(.success(SyncReport(reached: false, changed: 0, troubles: [Say.errorClock()])))
        #expect(model.notices == [Say.appRelaySilent(), Say.errorClock()])
        model.ended(.failure(.Busy))
        #expect(model.notices.count == 2)
        model.ended(.failure(.Full))
        #expect(model.notices == [Say.errorDiskFull()])
        model.ended(.success(SyncReport(reached: true, changed: 1, troubles: [])))
        #expect(model.notices.isEmpty)
    }
}
