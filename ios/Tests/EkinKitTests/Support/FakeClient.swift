import Foundation
import Synchronization

@testable import EkinKit

/// A core of which a test says each answer. What is not said fails, so that nothing is asked unnoticed. Calls are noted in their order.
final class FakeClient: Client {
    struct Answers: Sendable {
        var language: Language = .fr
        var territories: [Territory] = []
        var leads: LinkIs?
        var freshness: Freshness?
        var discover: Discover?
        var pages: [String?: Page] = [:]
        var listing: Listing?
        var mine: Mine?
        var drafts: [String: AdDraft] = [:]
        var houses: [House] = []
        var outings: [OutingLine] = []
        var heads: HeadCount?
        var card: EmergencyCard?
        var tablet: SimpleTablet?
        var day: SimpleDay?
        var photos: [SimplePhoto] = []
        var pin: PinAnswer?
        var report: SyncReport?
        /// The calls that fail, by name.
        var failures: [String: Failure] = [:]
        /// The topics of each change; then it is over.
        var changes: [Set<Topic>] = [Set(Topic.all)]
        var calls: [String] = []
    }

    private let answers: Mutex<Answers>
    /// Where the next calls of a name wait until a test lets them go on.
    private let gates = Mutex<[String: [AsyncStream<Void>]]>([:])

    init(_ answers: Answers = Answers()) { self.answers = Mutex(answers) }

    var calls: [String] { answers.withLock(\.calls) }

    func answer(_ change: (inout Answers) -> Void) { answers.withLock { change(&$0) } }

    /// Holds the next call of this name until what it gives is called.
    func hold(_ name: String) -> () -> Void {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        gates.withLock { $0[name, default: []].append(stream) }
        return { continuation.finish() }
    }

    private func ask<T: Sendable>(
        _ name: String, _ said: String = "", _ answer: @Sendable (inout Answers) -> T?
    ) async throws(Failure) -> T {
        // Decided when it is asked; it may be told later.
        let (given, failure) = answers.withLock { all in
            all.calls.append(said.isEmpty ? name : "\(name) \(said)")
            return (answer(&all), all.failures[name])
        }
        let gate = gates.withLock { all in all[name]?.isEmpty == false ? all[name]?.removeFirst() : nil }
        if let gate { for await _ in gate {} }
        if let failure { throw failure }
        guard let given else { throw .Inner(code: "no answer to \(name)") }
        return given
    }

    func language() async throws(Failure) -> Language { try await ask("language") { $0.language } }

    func chooseLanguage(_ language: Language) async throws(Failure) {
        try await ask("chooseLanguage", "\(language)") { $0.language = language }
    }

    func join(link: String) async throws(Failure) -> Territory {
        try await ask("join", link) { all in
            let joined = Territory(space: "s", name: link, link: link, arrived: false)
            all.territories.append(joined)
            return joined
        }
    }

    func lookAtLink(_ link: String) async throws(Failure) -> LinkIs { try await ask("lookAtLink", link) { $0.leads } }

    func acceptInvitation(_ link: String) async throws(Failure) -> House {
        try await ask("acceptInvitation", link) { $0.houses.first }
    }

    func territories() async throws(Failure) -> [Territory] { try await ask("territories") { $0.territories } }

    func freshness() async throws(Failure) -> Freshness { try await ask("freshness") { $0.freshness } }

    func discover(_ wanted: Ask) async throws(Failure) -> Discover { try await ask("discover") { $0.discover } }

    func search(_ wanted: Ask, after: String?) async throws(Failure) -> Page {
        try await ask("search", wanted.words) { $0.pages[after] }
    }

    func listing(_ id: String) async throws(Failure) -> Listing { try await ask("listing", id) { $0.listing } }

    func save(_ id: String, keep: Bool) async throws(Failure) { try await ask("save", "\(id) \(keep)") { _ in () } }

    func mine() async throws(Failure) -> Mine { try await ask("mine") { $0.mine } }

    func draft(_ id: String) async throws(Failure) -> AdDraft { try await ask("draft", id) { $0.drafts[id] } }

    func keepDraft(_ id: String?, _ draft: AdDraft) async throws(Failure) -> String {
        try await ask("keepDraft", "\(id ?? "new") \(draft.title)") { all in
            let kept = id ?? "d\(all.drafts.count + 1)"
            all.drafts[kept] = draft
            return kept
        }
    }

    func submitDraft(_ id: String) async throws(Failure) -> Int64 { try await ask("submitDraft", id) { _ in 1 } }

    func houses() async throws(Failure) -> [House] { try await ask("houses") { $0.houses } }

    func outings() async throws(Failure) -> [OutingLine] { try await ask("outings") { $0.outings } }

    func heads(space: String, plan: String, leg: String?) async throws(Failure) -> HeadCount {
        try await ask("heads", leg ?? "first") { $0.heads }
    }

    func check(_ at: CountedAt, person: String, seen: Seen?) async throws(Failure) -> HeadCount {
        try await ask("check", "\(at.leg) \(person) \(seen.map { "\($0)" } ?? "nothing")") { $0.heads }
    }

    func countUnnamed(_ at: CountedAt, _ unnamed: UInt32) async throws(Failure) -> HeadCount {
        try await ask("countUnnamed", "\(unnamed)") { $0.heads }
    }

    func openCard(space: String, person: String, reason: CardReason) async throws(Failure) -> EmergencyCard {
        try await ask("openCard", "\(person) \(reason)") { $0.card }
    }

    func simpleTablet() async throws(Failure) -> SimpleTablet { try await ask("simpleTablet") { $0.tablet } }

    func setSimple(_ on: Bool) async throws(Failure) { try await ask("setSimple", "\(on)") { _ in () } }

    func setSimpleTablet(_ residents: [SimpleResident]) async throws(Failure) {
        try await ask("setSimpleTablet", residents.map(\.name).joined(separator: " ")) { all in
            all.tablet = SimpleTablet(on: false, hasPin: all.tablet?.hasPin ?? false, residents: residents, others: [])
        }
    }

    func setPin(_ pin: String) async throws(Failure) { try await ask("setPin", pin) { _ in () } }

    func tryPin(_ pin: String) async throws(Failure) -> PinAnswer { try await ask("tryPin", pin) { $0.pin } }

    func simpleDay(_ resident: SimpleResident) async throws(Failure) -> SimpleDay { try await ask("simpleDay", resident.name) { $0.day } }

    func wish(_ resident: SimpleResident, outing: String, says: SimpleSays) async throws(Failure) -> SimpleDay {
        try await ask("wish", "\(outing) \(says)") { $0.day }
    }

    func feel(_ resident: SimpleResident, outing: SimpleOuting, feeling: SimpleFeeling) async throws(Failure) {
        try await ask("feel", "\(outing.id) \(feeling.face)") { _ in () }
    }

    func simplePhotos(_ resident: SimpleResident) async throws(Failure) -> [SimplePhoto] { try await ask("simplePhotos") { $0.photos } }

    func simplePhoto(_ photo: SimplePhoto) async throws(Failure) -> Data {
        try await ask("simplePhoto", photo.id) { _ in Data(photo.id.utf8) }
    }

    func removeSimplePhoto(_ photo: SimplePhoto) async throws(Failure) {
        try await ask("removeSimplePhoto", photo.id) { all in all.photos.removeAll { $0 == photo } }
    }

    func sync(metered: Bool) async throws(Failure) -> SyncReport { try await ask("sync", "\(metered)") { $0.report } }

    func changes() -> AsyncStream<Set<Topic>> {
        let all = answers.withLock(\.changes)
        return AsyncStream { continuation in
            for topics in all { continuation.yield(topics) }
            continuation.finish()
        }
    }
}
