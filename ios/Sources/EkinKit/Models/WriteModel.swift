import Observation

/// *Écrire une annonce*. What is typed is kept on the device at each step, and when the screen is left; what cannot be kept as it is says
/// why beside its field, and stays on the screen.
@MainActor
@Observable
public final class WriteModel {
    /// The questions, and the look at what comes of them.
    public enum Step: Int, CaseIterable, Sendable {
        case what, when, who, look, sent

        /// How many questions there are.
        public static let questions = 3
    }

    /// The fields of the screen, and the draft itself.
    public enum Field: Hashable, Sendable {
        case title, body, start, end, hours, place, town, seats, phone, email, draft

        /// The field that a place of the draft, or of the listing made of it, is about.
        init(path: String) {
            let root = path.prefix { $0 != "." && $0 != "[" }
            self =
                switch root {
                case "title": .title
                case "body", "summary": .body
                case "timings", "start", "end": path.hasSuffix("end") ? .end : .start
                case "hours": .hours
                case "place": path.hasPrefix("place.town") ? .town : .place
                case "town": .town
                case "capacity", "seats": .seats
                case "answer", "answer_phone": .phone
                case "answer_email": .email
                default: .draft
                }
        }

        /// At which question it is asked for.
        var step: Step? {
            switch self {
            case .title, .body: .what
            case .start, .end, .hours, .place, .town: .when
            case .seats, .phone, .email: .who
            case .draft: nil
            }
        }
    }

    /// What is typed: day, hours and number apart, as one types them.
    public struct Form: Equatable, Sendable {
        public var type: ListingType = .activity
        public var title = ""
        public var body = ""
        public var day = ""
        public var from = ""
        public var to = ""
        public var weekly = false
        public var hours = ""
        public var place = ""
        public var town = ""
        public var seats = ""
        public var phone = ""
        public var email = ""

        public init() {}

        init(_ draft: AdDraft) {
            (type, title, body) = (draft.listingType, draft.title, draft.body)
            (day, from) = Self.apart(draft.start)
            to = Self.apart(draft.end).hour
            (weekly, hours, place, town) = (draft.weekly, draft.hours, draft.place, draft.town)
            seats = draft.seats.map(String.init) ?? ""
            (phone, email) = (draft.phone, draft.email)
        }

        /// The draft with day, hours and number joined into it.
        var draft: AdDraft {
            let end = Self.isBlank(to) ? "" : joined(to)
            return AdDraft(
                listingType: type, title: title, body: body, start: joined(from), end: end, weekly: weekly, hours: hours,
                place: place, town: town, seats: UInt16(Self.trimmed(seats)), phone: phone, email: email)
        }

        /// The card as others will see it; `words` are those of its sort.
        public func card(words: String) -> Card {
            let hours = [from, to].filter { !Self.isBlank($0) }.joined(separator: "–")
            let times = [day, hours].filter { !Self.isBlank($0) }.joined(separator: ", ")
            let place = [place, town].filter { !Self.isBlank($0) }.joined(separator: ", ")
            let when = times.isEmpty ? self.hours : times
            return Card(
                id: "", listingType: type, typeWords: words, title: Wording(text: title, language: "", other: nil),
                when: Self.isBlank(when) ? nil : when, place: place.isEmpty ? nil : place, status: .scheduled, statusWords: nil,
                conflict: false, saved: false, transport: nil, pattern: 0)
        }

        var hasTitle: Bool { !Self.isBlank(title) }

        private func joined(_ hour: String) -> String {
            let (day, hour) = (Self.trimmed(day), Self.trimmed(hour))
            let zeros = String(repeating: "0", count: max(0, 5 - hour.count))
            return hour.isEmpty ? day : "\(day)T\(zeros)\(hour)"
        }

        private static func apart(_ moment: String) -> (day: String, hour: String) {
            let parts = moment.split(separator: "T", maxSplits: 1).map(String.init)
            return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        }

        private static func trimmed(_ words: String) -> String {
            let start = words.drop(while: \.isWhitespace)
            return String(start.reversed().drop(while: \.isWhitespace).reversed())
        }

        private static func isBlank(_ words: String) -> Bool { words.allSatisfy(\.isWhitespace) }
    }

    public private(set) var step = Step.what
    public private(set) var form = Form()
    /// This is kept on the device as it stands here.
    public private(set) var kept = false
    /// What is wrong, by field.
    public private(set) var faults: [Field: [Saying]] = [:]
    /// The screen may go: everything is kept.
    public private(set) var closed = false

    @ObservationIgnored private let client: any Client
    @ObservationIgnored private var id: String?
    @ObservationIgnored private let turns = Turns()

    /// `id` is a draft to go on with.
    public init(client: any Client, id: String? = nil) {
        self.client = client
        self.id = id
    }

    /// Opens the draft to go on with.
    public func open() async {
        guard let id else { return }
        await attempt { () throws(Failure) in
            form = Form(try await client.draft(id))
            kept = true
        }
    }

    /// Something was typed or chosen.
    public func change(_ change: (inout Form) -> Void) {
        change(&form)
        (kept, faults) = (false, [:])
    }

    /// On to the next question; everything so far is kept first.
    @discardableResult public func next() -> Task<Void, Never> {
        turns.take { [self] in
            guard form.hasTitle else { return faults = [.title: [Say.appWriteTitleNeeded()]] }
            let from = step
            await attempt { () throws(Failure) in
                try await keep()
                if from == step { step = Step(rawValue: from.rawValue + 1) ?? from }
            }
        }
    }

    /// To the question before.
    public func back() {
        step = Step(rawValue: step.rawValue - 1) ?? step
        faults = [:]
    }

    /// Leaves the screen; what has a title is kept.
    @discardableResult public func close() -> Task<Void, Never> {
        turns.take { [self] in
            await attempt { () throws(Failure) in
                if step != .sent && form.hasTitle { try await keep() }
                closed = true
            }
        }
    }

    /// Sends it to be reread: at the next round, and on the device until then.
    @discardableResult public func send() -> Task<Void, Never> {
        turns.take { [self] in
            await attempt { () throws(Failure) in
                guard step != .sent else { return }
                _ = try await client.submitDraft(try await keep())
                step = .sent
            }
        }
    }

    /// A new draft has its id from the first time it is kept.
    @discardableResult private func keep() async throws(Failure) -> String {
        let typed = form
        let own = try await client.keepDraft(id, typed.draft)
        id = own
        if form == typed { kept = true }
        return own
    }

    private func attempt(_ work: () async throws(Failure) -> Void) async {
        do throws(Failure) {
            try await work()
        } catch {
            guard case .Fields(let fields) = error else { return faults = [.draft: error.says] }
            faults = Dictionary(fields.map { (Field(path: $0.path), [$0.says]) }, uniquingKeysWith: +)
            if let first = fields.lazy.compactMap({ Field(path: $0.path).step }).first { step = first }
        }
    }
}
