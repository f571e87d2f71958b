import Observation

/// *Carte d'urgence*: nothing is shown before a reason was given, and each opening is written down. It needs no network, and is closed when
/// the outing is over.
@MainActor
@Observable
public final class CardModel {
    public private(set) var card: EmergencyCard?
    public private(set) var failure: Failure?
    /// Why it was opened.
    public private(set) var reason: CardReason?

    @ObservationIgnored private let client: any Client
    @ObservationIgnored private let space: String
    @ObservationIgnored private let person: String

    public init(client: any Client, space: String, person: String) {
        self.client = client
        self.space = space
        self.person = person
    }

    /// Opens it for a reason, one tap. A second one opens nothing more.
    public func open(_ why: CardReason) async {
        guard reason == nil else { return }
        reason = why
        do throws(Failure) {
            card = try await client.openCard(space: space, person: person, reason: why)
            failure = nil
        } catch {
            // The reason may be given again: nothing was opened, so nothing was written down.
            (reason, failure) = (nil, error)
        }
    }

    /// What is never to be given: it stands before all else.
    public var never: [CardField] { card?.fields.filter { Self.strict.contains($0.field) } ?? [] }

    /// All else, in the order of somebody in a hurry.
    public var others: [CardField] { card?.fields.filter { !Self.strict.contains($0.field) } ?? [] }

    /// The number that is called first: 112 wherever there is one, else the first of the list.
    public var first: EmergencyNumber? { all.first { $0.service == .any } ?? all.first }

    /// The other numbers, each once.
    public var further: [EmergencyNumber] {
        var seen = Set([first?.number])
        return all.filter { seen.insert($0.number).inserted }
    }

    private var all: [EmergencyNumber] { card?.numbers.flatMap(\.numbers) ?? [] }

    private static let strict: Set<String> = ["allergies"]
}
