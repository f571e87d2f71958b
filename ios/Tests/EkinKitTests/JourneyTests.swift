import Foundation
import Testing

@testable import EkinKit

/// What people do, on the models, with the real core and a real relay.
@MainActor
@Suite(.serialized, .timeLimit(.minutes(5)))
struct JourneyTests {
    let stage: Stage

    init() throws {
        stage = try Stage()
        try stage.startRelay()
    }

    /// Follows a model until it shows what is wanted.
    private func seen(_ follow: @escaping @MainActor () async -> Void, _ wanted: @MainActor () -> Bool) async throws {
        let following = Task { await follow() }
        defer { following.cancel() }
        while !wanted() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test("a citizen's ad is written with no network, published, and read offline by another, who is told how to answer") func ad()
        async throws
    {
        let link = try stage.territory()
        let author = try await stage.open("author")
        let door = WelcomeModel(client: author, territory: link)
        await door.see()
        #expect(door.done)
        _ = try await author.sync(metered: false)

        let write = WriteModel(client: author)
        write.change {
            ($0.type, $0.title) = (.need, "Qui vient au match ?")
        }
        await write.next().value
        write.change {
            ($0.day, $0.from, $0.place, $0.town) = ("demain", "14:00", "Stade", "Bayonne")
        }
        await write.next().value
        #expect(write.step == .when && write.faults[.start]?.isEmpty == false)
        write.change { $0.day = "2099-12-05" }
        await write.next().value
        write.change { $0.phone = "05 59 00 00 00" }
        await write.next().value
        await write.send().value
        #expect(write.step == .sent)
        let mine = MineModel(client: author)
        try await seen(mine.follow) { mine.mine?.ads.first?.standing == .local }
        _ = try await author.sync(metered: false)
        try await seen(mine.follow) { mine.mine?.ads.first?.standing == .received }

        try stage.ekin("owner", "sync")
        let inbox = try stage.ekin("owner", "--json", "inbox", "list")
        let message = try #require(inbox.firstMatch(of: /"id": *"([0-9a-f]+)"/)?.output.1, "\(inbox)")
        try stage.ekin("owner", "inbox", "publish", String(message))
        try stage.ekin("owner", "sync")

        let reader = try await stage.open("reader")
        _ = try await reader.join(link: link)
        _ = try await reader.sync(metered: false)
        stage.stopRelay()
        #expect(try await reader.sync(metered: false).reached == false)
        let discover = DiscoverModel(client: reader)
        await discover.look { $0.words = "match stade" }
        let card = try #require(discover.found?.cards.first { $0.title.text == "Qui vient au match ?" })
        #expect(card.listingType == .need)
        let listing = ListingModel(client: reader, id: card.id)
        try await seen(listing.follow) { listing.listing != nil }
        #expect(listing.listing?.ways.first?.url == URL(calling: "05 59 00 00 00"))
        await listing.keep()
        #expect(listing.listing?.saved == true)
    }

    @Test("two devices count without a network, disagree loudly, and agree") func heads() async throws {
        let space = try stage.outing(of: "ane")
        let said = try stage.ekin("ane", "space", "link", "--role", "educator", "--space", space, "--json")
        let link = try #require(said.firstMatch(of: /"link": *"([^"]+)"/)?.output.1, "\(said)")
        try stage.ekin("ane", "sync")
        try stage.ekin("mikel", "space", "join", String(link))
        for device in ["mikel", "ane"] { try stage.ekin(device, "sync") }
        try stage.ekin("ane", "member", "approve", "1", "--space", space)
        for device in ["ane", "mikel"] { try stage.ekin(device, "sync") }

        let (ane, mikel) = (try await stage.open("ane"), try await stage.open("mikel", .eu))
        let house = HomeModel(client: mikel)
        try await seen(house.follow) { house.outings?.count == 1 }
        let outing = try #require(house.outings?.first)
        let (one, other) = (CountModel(client: ane, outing: outing), CountModel(client: mikel, outing: outing))
        try await seen(one.follow) { one.count?.rows.count == 2 }
        try await seen(other.follow) { other.count?.rows.count == 2 }
        let people = try #require(one.count?.rows.map(\.person))
        await one.here(people[0]).value
        await one.here(people[1]).value
        #expect(one.count?.everybody == true)
        await other.notHere(people[1]).value

        for client in [ane, mikel, ane] { _ = try await client.sync(metered: false) }
        try await seen(one.follow) { one.count?.disputes.isEmpty == false }
        #expect(one.count?.rows[1].mark == .disputed && one.count?.everybody == false)
        #expect(one.count?.disputes.first?.said.count == 2)

        await other.here(people[1]).value
        for client in [mikel, ane] { _ = try await client.sync(metered: false) }
        try await seen(one.follow) { one.count?.everybody == true }
        #expect(one.count?.disputes.isEmpty == true)
    }

    @Test("a card opens for a reason, without a network, and says what is never to be given") func card() async throws {
        let space = try stage.outing(of: "ane")
        let person = String(repeating: "00", count: 16)
        stage.stopRelay()
        let client = try await stage.open("ane")
        let model = CardModel(client: client, space: space, person: person)
        await model.open(.emergency)
        #expect(model.failure == nil && model.never.flatMap(\.values) == ["arachide"], "\(String(describing: model.failure))")
        #expect(model.first?.number == "112")
        let nobody = CardModel(client: client, space: space, person: String(repeating: "ee", count: 16))
        await nobody.open(.emergency)
        let words = try #require(nobody.failure.map { Words(.fr).of($0) })
        #expect(nobody.card == nil && words.count > 10, "\(words)")
    }

    @Test("a carer prepares a tablet, a resident says that they want to go, and only the code leads out") func tablet() async throws {
        try stage.ekin("tablet", "space", "create", "house", "--name", "Etxe Alaia", "--relay", stage.url)
        let spaces = try #require(try stage.json("tablet", "space", "list") as? [[String: Any]])
        let space = try #require(spaces.first { $0["sort"] as? String == "home" }?["space"] as? String)
        let person = String(repeating: "01", count: 16)
        let profile = ["person=\(person)", "name=Maialen", "part=resident"].flatMap { ["--field", $0] }
        try stage.ekin("tablet", ["doc", "new", "profile", "--space", space] + profile)
        let day = Date(timeIntervalSinceNow: 2 * 86_400).formatted(.iso8601.year().month().day())
        let plan = ["title=Le musée", "start=\(day)T14:00"].flatMap { ["--field", $0] }
        try stage.ekin("tablet", ["doc", "new", "outing", "--space", space] + plan)
        stage.stopRelay()

        let client = try await stage.open("tablet")
        let setUp = SetUpModel(client: client)
        await setUp.open()
        await setUp.choose(person, true).value
        await setUp.begin().value
        #expect(!setUp.begun && setUp.faults.count == 1, "simple mode begins with a code")
        (setUp.code, setUp.codeAgain) = ("120987", "120987")
        await setUp.keepCode().value
        await setUp.begin().value
        #expect(setUp.begun, "\(setUp.faults)")

        let words = Words(.fr)
        let model = SimpleModel(client: client, words: { words }, speaker: Quiet())
        try await seen(model.follow) { model.day != nil }
        #expect(model.page.title == "Bonjour Maialen")
        // A first touch may only read, as the carer chose.
        func touch(_ id: String) async {
            await model.touch(id).value
            if model.read == id { await model.touch(id).value }
        }
        await touch("tile-outings")
        await touch(try #require(model.page.spots.first { $0.id.hasPrefix("outing-") }).id)
        await touch("go")
        #expect(model.page.spots.map(\.id).first == "no-more" && model.day?.outings.first?.wants == true)

        model.help()
        for figure in "111111" { await touch("figure-\(figure)") }
        #expect(!model.helped)
        for figure in "120987" { await touch("figure-\(figure)") }
        #expect(model.helped)
    }
}
