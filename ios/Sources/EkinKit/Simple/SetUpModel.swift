import Observation

/// *Préparer cette tablette*: whom it is for, what each sees, and the carer's code. What is chosen is kept at once, and what cannot be kept
/// is said.
@MainActor
@Observable
public final class SetUpModel {
    /// Everybody who lives here: those for whom the tablet is first.
    public private(set) var everybody: [SimpleResident] = []
    /// For whom it is, by person.
    public private(set) var chosen: Set<String> = []
    public private(set) var hasPin = false
    /// It was read.
    public private(set) var loaded = false
    /// The code as it is typed, twice.
    public var code = ""
    public var codeAgain = ""
    /// What could not be kept, and what to do.
    public private(set) var faults: [Saying] = []
    /// Simple mode began.
    public private(set) var begun = false

    @ObservationIgnored private let client: any Client
    @ObservationIgnored private let turns = Turns()

    private static let usualMs: UInt32 = 2_000
    private static let finerMs: UInt32 = 500
    private static let steps: ClosedRange<UInt32> = 500...5_000

    public init(client: any Client) { self.client = client }

    /// For whom it is, with what was chosen for each.
    public var residents: [SimpleResident] { everybody.filter { chosen.contains($0.person) } }

    /// Reads what was chosen before.
    public func open() async {
        await attempt { () throws(Failure) in
            let tablet = try await client.simpleTablet()
            (everybody, chosen) = (tablet.residents + tablet.others, Set(tablet.residents.map(\.person)))
            (hasPin, loaded) = (tablet.hasPin, true)
        }
    }

    @discardableResult public func choose(_ person: String, _ on: Bool) -> Task<Void, Never> {
        if on { chosen.insert(person) } else { chosen.remove(person) }
        return keep()
    }

    /// A tile, in the order of all, whatever was touched first: places are fixed.
    @discardableResult public func choose(_ tile: SimpleTile, _ on: Bool, for person: String) -> Task<Void, Never> {
        change(person) { one in
            one.with(tiles: SimpleTile.all.filter { $0 == tile ? on : one.tiles.contains($0) })
        }
    }

    @discardableResult public func reads(_ first: Bool, for person: String) -> Task<Void, Never> {
        change(person) { $0.with(readsFirst: first) }
    }

    /// Scanning by one switch, or by touch alone.
    @discardableResult public func scans(_ on: Bool, for person: String) -> Task<Void, Never> {
        change(person) { $0.with(stepMs: .some(on ? Self.usualMs : nil)) }
    }

    @discardableResult public func step(slower: Bool, for person: String) -> Task<Void, Never> {
        change(person) { one in
            let now = one.stepMs ?? Self.usualMs
            let next = slower ? now + Self.finerMs : now - min(now, Self.finerMs)
            return one.with(stepMs: .some(min(max(next, Self.steps.lowerBound), Self.steps.upperBound)))
        }
    }

    /// Keeps the code, when it was typed twice alike.
    @discardableResult public func keepCode() -> Task<Void, Never> {
        let (first, second) = (code, codeAgain)
        guard first == second else {
            (code, codeAgain, faults) = ("", "", [Say.simplePinOther()])
            return turns.take {}
        }
        return turns.take { [self] in
            await attempt { () throws(Failure) in
                try await client.setPin(first)
                (code, codeAgain, hasPin) = ("", "", true)
            }
        }
    }

    /// Begins simple mode: one leaves it with the code.
    @discardableResult public func begin() -> Task<Void, Never> {
        turns.take { [self] in
            await attempt { () throws(Failure) in
                try await client.setSimpleTablet(residents)
                try await client.setSimple(true)
                begun = true
            }
        }
    }

    private func change(_ person: String, _ change: (SimpleResident) -> SimpleResident) -> Task<Void, Never> {
        everybody = everybody.map { $0.person == person ? change($0) : $0 }
        return keep()
    }

    private func keep() -> Task<Void, Never> {
        turns.take { [self] in
            faults = []
            // Nobody is chosen yet, or not any more: nothing to keep, and nothing wrong until simple mode is to begin.
            if residents.isEmpty { return }
            await attempt { () throws(Failure) in try await client.setSimpleTablet(residents) }
        }
    }

    private func attempt(_ work: () async throws(Failure) -> Void) async {
        do throws(Failure) {
            try await work()
            faults = []
        } catch { faults = error.says }
    }
}

extension SimpleTile {
    /// All, as a first screen has them.
    public static let all: [SimpleTile] = [.outings, .mine, .wishes, .photos, .feel, .listen]

    /// In words.
    public var says: Saying {
        switch self {
        case .outings: Say.simpleTileOutings()
        case .mine: Say.simpleTileMine()
        case .wishes: Say.simpleTileWishes()
        case .photos: Say.simpleTilePhotos()
        case .feel: Say.simpleTileFeel()
        case .listen: Say.simpleTileListen()
        }
    }
}

extension SimpleResident {
    fileprivate func with(tiles: [SimpleTile]? = nil, readsFirst: Bool? = nil, stepMs: UInt32?? = nil) -> SimpleResident {
        SimpleResident(
            space: space, person: person, name: name, pictogram: pictogram, tiles: tiles ?? self.tiles,
            readsFirst: readsFirst ?? self.readsFirst, stepMs: stepMs ?? self.stepMs, secret: secret)
    }
}
