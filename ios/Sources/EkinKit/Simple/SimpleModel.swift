import Foundation
import Observation

/// Simple mode: a resident goes from page to page, by touch or by one switch, and hears what there is. Nothing here can fail in their eyes:
/// what the core refuses leaves the page as it was.
@MainActor
@Observable
public final class SimpleModel {
    public private(set) var tablet: SimpleTablet?
    /// Who is here; none on the first screen.
    public private(set) var resident: SimpleResident?
    public private(set) var day: SimpleDay?
    /// The file of the photo that is shown.
    public private(set) var picture: Data?
    /// What was touched once, and read: a second touch does it.
    public private(set) var read: String?
    /// Scanning, where it was chosen.
    public private(set) var scan: Scan?
    /// A carer's code was right.
    public private(set) var helped = false
    private var photos: [SimplePhoto] = []
    private var way: [SimplePlace] = [.who]
    private var said: [SpokenSentence] = []

    @ObservationIgnored private let client: any Client
    @ObservationIgnored private let words: () -> Words
    @ObservationIgnored private let speaker: any Speaker
    @ObservationIgnored private let turns = Turns()

    private static let shown: Set<Topic> = [.documents, .facts, .listings, .blobs, .spaces, .settings]
    /// Figures of a carer's code.
    private static let figures = 6

    public init(client: any Client, words: @escaping () -> Words, speaker: any Speaker) {
        self.client = client
        self.words = words
        self.speaker = speaker
    }

    public var place: SimplePlace { way.last ?? .who }

    public var page: SimplePage {
        SimplePages(tablet: tablet, resident: resident, day: day, photos: photos, words: words()).page(of: place)
    }

    /// The sentence that a voice says now.
    public var marked: SpokenSentence? {
        guard let n = speaker.saying, said.indices.contains(n) else { return nil }
        return said[n]
    }

    /// A step of scanning in ms: this resident's, or the slowest of those who may come; none at the carer's lock.
    public var stepMs: UInt32? {
        if case .pin = place { return nil }
        return resident.map(\.stepMs) ?? tablet?.residents.compactMap(\.stepMs).max()
    }

    /// A first touch only reads: as this resident wants it, or one of those who may come.
    private var readsFirst: Bool { resident?.readsFirst ?? tablet?.residents.contains(where: \.readsFirst) ?? false }

    /// Follows what changes, as long as the tablet is in simple mode.
    public func follow() async {
        for await topics in client.changes() where !topics.isDisjoint(with: Self.shown) { await does { await self.reload() }.value }
    }

    /// Touched a thing of the page. A first touch reads what it would do; where that is not wanted, and for what reads anyway, it does it.
    @discardableResult public func touch(_ id: String) -> Task<Void, Never> {
        guard let spot = page.spots.first(where: { $0.id == id }) else { return does {} }
        let reads = readsFirst && read != id && spot.act != .listen && spot.look != .figure
        guard reads else { return act(spot) }
        read = id
        say([spot.spoken])
        return does {}
    }

    /// Pressed the one switch: what is offered is done, and scanning begins anew.
    @discardableResult public func press() -> Task<Void, Never> {
        guard let scan else { return does {} }
        let spots = page.spots
        self.scan = Scan(count: spots.count)
        guard let at = scan.at, spots.indices.contains(at) else { return does {} }
        return act(spots[at])
    }

    /// One part of a step of scanning has passed; it waits while a voice speaks.
    public func tick() {
        guard stepMs != nil else { return scan = nil }
        let spots = page.spots
        if scan?.count != spots.count { scan = Scan(count: spots.count) }
        guard speaker.saying == nil, let before = scan?.at else { return }
        scan?.tick()
        guard let at = scan?.at, at != before, spots.indices.contains(at), readsFirst else { return }
        say([spots[at].spoken])
    }

    /// A carer held the corner.
    public func help() {
        speaker.stop()
        if case .pin = place { return }
        go(.pin(typed: "", says: nil))
    }

    /// The carer is done, and a resident may come again.
    public func resume() { (helped, way, resident, day, photos, picture) = (false, [.who], nil, nil, [], nil) }

    private func act(_ spot: SimpleSpot) -> Task<Void, Never> {
        read = nil
        if spot.act != .listen { speaker.stop() }
        switch spot.act {
        case .come(let resident): return resident.secret == nil ? come(resident) : go(.secret(resident))
        case .picture(let name):
            guard case .secret(let resident) = place, resident.secret == name else { return does {} }
            return come(resident)
        case .go(let place): return go(place)
        case .turn(let place): return turn(place)
        case .wish(let outing, let says):
            return own { [client] who throws(Failure) in self.day = try await client.wish(who, outing: outing, says: says) }
        case .feel(let outing, let face): return own { who throws(Failure) in try await self.feel(who, outing, face) }
        case .remove(let photo):
            return own { [client] who throws(Failure) in
                try await client.removeSimplePhoto(photo)
                self.way.removeLast()
                try await self.load(who)
            }
        case .figure(let figure): return type(figure)
        case .erase:
            guard case .pin(let typed, _) = place else { return does {} }
            return turn(.pin(typed: String(typed.dropLast()), says: nil))
        case .listen: listen(spot)
        case .change: leave()
        case .back: back()
        }
        return does {}
    }

    private func come(_ who: SimpleResident) -> Task<Void, Never> {
        (resident, day, photos, picture, way) = (who, nil, [], nil, [.who, .home])
        return does { await self.reload() }
    }

    /// Somebody else's turn: nothing of who was here stays in sight.
    private func leave() { (resident, day, photos, picture, way) = (nil, nil, [], nil, [.who]) }

    @discardableResult private func go(_ place: SimplePlace) -> Task<Void, Never> {
        way.append(place)
        return arrived(place)
    }

    private func turn(_ place: SimplePlace) -> Task<Void, Never> {
        way[way.count - 1] = place
        return arrived(place)
    }

    private func arrived(_ place: SimplePlace) -> Task<Void, Never> {
        read = nil
        guard case .photos(_, sure: false) = place else { return does {} }
        return own { who throws(Failure) in try await self.load(who) }
    }

    private func back() {
        speaker.stop()
        read = nil
        guard way.count > 1 else { return }
        let alone = tablet?.residents.count == 1
        if place == .home && alone { return }
        if place == .home { return leave() }
        way.removeLast()
    }

    /// Reads the page, or on the tile of the day the day; what is being read falls silent.
    private func listen(_ spot: SimpleSpot) {
        let reading = speaker.saying != nil
        speaker.stop()
        if !reading { say(spot.look == .tile ? day?.sentences ?? [] : page.reads) }
    }

    private func say(_ sentences: [SpokenSentence]) {
        said = sentences
        speaker.say(sentences)
    }

    private func feel(_ who: SimpleResident, _ id: String, _ face: SimpleFace) async throws(Failure) {
        guard let outing = day?.outings.first(where: { $0.id == id }) else { return }
        try await client.feel(who, outing: outing, feeling: SimpleFeeling(after: outing.when == .begun, face: face))
        day = try await client.simpleDay(who)
        if place == .feel(id, noted: false) { way[way.count - 1] = .feel(id, noted: true) }
    }

    private func load(_ who: SimpleResident) async throws(Failure) {
        let all = try await client.simplePhotos(who)
        guard who == resident else { return }
        photos = all
        guard case .photos(let at, _) = place, all.indices.contains(at) else { return picture = nil }
        let file = try await client.simplePhoto(all[at])
        if who == resident { picture = file }
    }

    private func type(_ figure: Character) -> Task<Void, Never> {
        guard case .pin(let before, _) = place, before.count < Self.figures else { return does {} }
        let typed = before + String(figure)
        way[way.count - 1] = .pin(typed: typed, says: nil)
        return typed.count < Self.figures ? does {} : does { await self.open(typed) }
    }

    private func open(_ typed: String) async {
        var says: Saying?
        do throws(Failure) {
            switch try await client.tryPin(typed) {
            case .open:
                helped = true
                way.removeLast()
                return
            case .wrong(let left): says = Say.simplePinWrong(n: UInt64(left))
            case .wait(let seconds): says = Say.simplePinWait(n: seconds)
            }
        } catch { says = error.says.first }
        if case .pin = place { way[way.count - 1] = .pin(typed: "", says: says) }
    }

    private func reload() async {
        do throws(Failure) {
            let now = try await client.simpleTablet()
            tablet = now
            let still = now.residents.first { $0.person == resident?.person && $0.space == resident?.space }
            if resident != nil && still == nil {
                // Whose tablet this is not any more, nobody sees anything of.
                leave()
            } else if let still {
                resident = still
                day = try await client.simpleDay(still)
            } else if place == .who, now.residents.count == 1, let only = now.residents.first, only.secret == nil {
                // One resident: no question who it is.
                (resident, way) = (only, [.who, .home])
                day = try await client.simpleDay(only)
            }
        } catch {
            // In a resident's eyes nothing failed: the page stays as it was.
        }
    }

    /// For who is here, in turn; what fails changes nothing.
    private func own(_ work: @escaping (SimpleResident) async throws(Failure) -> Void) -> Task<Void, Never> {
        guard let resident else { return does {} }
        return does {
            do throws(Failure) {
                if resident == self.resident { try await work(resident) }
            } catch {
                // In a resident's eyes nothing failed: the page stays as it was.
            }
        }
    }

    private func does(_ work: @escaping @MainActor () async -> Void) -> Task<Void, Never> { turns.take(work) }
}
