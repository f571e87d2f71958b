import Dispatch
import EkinCore
import Foundation

/// The core off the main thread. A call runs on a thread of Dispatch and never on one of Swift's cooperative pool: the store may wait
/// for the disk, and a round for the network.
///
/// ``close()`` may be called twice and from any thread; what is asked afterwards fails with `Failure.Closed`.
public final class EkinClient: Client {
    private let core: Ekin
    private let calls = DispatchQueue(label: "ekin.calls", qos: .userInitiated, attributes: .concurrent)

    /// Cards of a page.
    public static let page: UInt32 = 20

    private init(core: Ekin) { self.core = core }

    /// Opens the home in a folder, with the words of `language` unless another was chosen in it.
    public static func open(folder: URL, keys: (any KeyStore)?, language: Language) async throws(Failure) -> EkinClient {
        let opening = DispatchQueue(label: "ekin.opening", qos: .userInitiated)
        let core = try await answer(on: opening) {
            try Ekin.open(folder: folder.path, keys: keys, language: language)
        }
        return EkinClient(core: core)
    }

    /// Ends what runs and lets the home go.
    public func close() {
        // It fails with nothing: every call of the core has a result.
        try? core.shut()
    }

    deinit { close() }

    public func language() async throws(Failure) -> Language { try await ask { try $0.language() } }

    public func chooseLanguage(_ language: Language) async throws(Failure) {
        try await ask { try $0.chooseLanguage(language: language) }
    }

    public func join(link: String) async throws(Failure) -> Territory { try await ask { try $0.join(link: link) } }

    public func lookAtLink(_ link: String) async throws(Failure) -> LinkIs { try await ask { try $0.lookAtLink(link: link) } }

    public func acceptInvitation(_ link: String) async throws(Failure) -> House {
        try await ask { try $0.acceptInvitation(link: link) }
    }

    public func territories() async throws(Failure) -> [Territory] { try await ask { try $0.territories() } }

    public func freshness() async throws(Failure) -> Freshness { try await ask { try $0.freshness() } }

    public func discover(_ wanted: Ask) async throws(Failure) -> Discover { try await ask { try $0.discover(ask: wanted) } }

    public func search(_ wanted: Ask, after: String?) async throws(Failure) -> Page {
        try await ask { try $0.search(ask: wanted, after: after, limit: Self.page) }
    }

    public func listing(_ id: String) async throws(Failure) -> Listing { try await ask { try $0.listing(id: id) } }

    public func save(_ id: String, keep: Bool) async throws(Failure) { try await ask { try $0.save(id: id, keep: keep) } }

    public func mine() async throws(Failure) -> Mine { try await ask { try $0.mine() } }

    public func draft(_ id: String) async throws(Failure) -> AdDraft { try await ask { try $0.draft(id: id) } }

    public func keepDraft(_ id: String?, _ draft: AdDraft) async throws(Failure) -> String {
        try await ask { try $0.keepDraft(id: id, draft: draft) }
    }

    public func submitDraft(_ id: String) async throws(Failure) -> Int64 { try await ask { try $0.submitDraft(id: id) } }

    public func houses() async throws(Failure) -> [House] { try await ask { try $0.houses() } }

    public func outings() async throws(Failure) -> [OutingLine] { try await ask { try $0.outings() } }

    public func heads(space: String, plan: String, leg: String?) async throws(Failure) -> HeadCount {
        try await ask { try $0.heads(space: space, plan: plan, leg: leg) }
    }

    public func check(_ at: CountedAt, person: String, seen: Seen?) async throws(Failure) -> HeadCount {
        try await ask { try $0.check(at: at, person: person, seen: seen) }
    }

    public func countUnnamed(_ at: CountedAt, _ unnamed: UInt32) async throws(Failure) -> HeadCount {
        try await ask { try $0.countUnnamed(at: at, unnamed: unnamed) }
    }

    public func openCard(space: String, person: String, reason: CardReason) async throws(Failure) -> EmergencyCard {
        try await ask { try $0.openCard(space: space, person: person, reason: reason) }
    }

    public func simpleTablet() async throws(Failure) -> SimpleTablet { try await ask { try $0.simpleTablet() } }

    public func setSimple(_ on: Bool) async throws(Failure) { try await ask { try $0.setSimple(on: on) } }

    public func setSimpleTablet(_ residents: [SimpleResident]) async throws(Failure) {
        try await ask { try $0.setSimpleTablet(residents: residents) }
    }

    public func setPin(_ pin: String) async throws(Failure) { try await ask { try $0.setSimplePin(pin: pin) } }

    public func tryPin(_ pin: String) async throws(Failure) -> PinAnswer { try await ask { try $0.trySimplePin(pin: pin) } }

    public func simpleDay(_ resident: SimpleResident) async throws(Failure) -> SimpleDay {
        try await ask { try $0.simpleDay(space: resident.space, person: resident.person) }
    }

    public func wish(_ resident: SimpleResident, outing: String, says: SimpleSays) async throws(Failure) -> SimpleDay {
        try await ask { try $0.simpleWish(space: resident.space, person: resident.person, outing: outing, says: says) }
    }

    public func feel(_ resident: SimpleResident, outing: SimpleOuting, feeling: SimpleFeeling) async throws(Failure) {
        try await ask { try $0.simpleFeel(space: outing.space, person: resident.person, outing: outing.id, feeling: feeling) }
    }

    public func simplePhotos(_ resident: SimpleResident) async throws(Failure) -> [SimplePhoto] {
        try await ask { try $0.simplePhotos(person: resident.person) }
    }

    public func simplePhoto(_ photo: SimplePhoto) async throws(Failure) -> Data {
        try await ask { try $0.simplePhoto(space: photo.space, id: photo.id) }
    }

    public func removeSimplePhoto(_ photo: SimplePhoto) async throws(Failure) {
        try await ask { try $0.removeSimplePhoto(space: photo.space, id: photo.id) }
    }

    public func sync(metered: Bool) async throws(Failure) -> SyncReport {
        let core = core
        let round = { () async -> Result<SyncReport, Failure> in
            do throws(Failure) {
                return .success(try await self.ask { try $0.syncOnce(metered: metered) })
            } catch {
                return .failure(error)
            }
        }
        return try await withTaskCancellationHandler(operation: round, onCancel: { try? core.stopSync() }).get()
    }

    public func changes() -> AsyncStream<Set<Topic>> {
        let pull = Pull(core: core)
        return AsyncStream(unfolding: { await pull.next() })
    }

    private func ask<T: Sendable>(_ call: @escaping @Sendable (Ekin) throws -> T) async throws(Failure) -> T {
        try await Self.answer(on: calls) { [core] in try call(core) }
    }

    fileprivate static func answer<T: Sendable>(
        on queue: DispatchQueue, _ call: @escaping @Sendable () throws -> T
    ) async throws(Failure) -> T {
        let answer: Result<T, Failure> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: typed(call)) }
        }
        return try answer.get()
    }
}

/// What a generated function throws, which says `throws` and means ``Failure``: all else is a fault of the bindings themselves.
private func typed<T>(_ call: () throws -> T) -> Result<T, Failure> {
    do {
        return .success(try call())
    } catch let failure as Failure {
        return .failure(failure)
    } catch {
        return .failure(.Inner(code: "bindings"))
    }
}

/// Waits for changes, when somebody asks for the next ones: who is slow hears of a burst once, and nothing is queued. One asks at a time.
private actor Pull {
    /// How long a wait lasts at most: so long a task that was cancelled may hold its thread.
    private static let patience: UInt32 = 2_000

    private let core: Ekin
    private let waits = DispatchQueue(label: "ekin.changes", qos: .utility)
    private var seen: UInt64?

    init(core: Ekin) { self.core = core }

    /// What changed since it was asked for last; none when that is over.
    func next() async -> Set<Topic>? {
        while !Task.isCancelled {
            let (since, patience) = (seen ?? 0, seen == nil ? 0 : Self.patience)
            do throws(Failure) {
                let event = try await EkinClient.answer(on: waits) { [core] in
                    try core.waitEvent(revision: since, timeoutMs: patience)
                }
                defer { seen = event.revision }
                if seen == nil { return Set(Topic.all) }
                if !event.topics.isEmpty { return Set(event.topics) }
            } catch {
                return nil
            }
        }
        return nil
    }
}

extension Topic {
    /// All there are.
    public static let all: [Topic] = [
        .listings, .letters, .inbox, .documents, .facts, .spaces, .outbox, .blobs, .settings, .progress,
    ]
}
