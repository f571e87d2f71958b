import EkinCore

@testable import EkinKit

/// What a test shows: one of each, with what the test is about.
enum Sample {
    static func card(_ id: String, _ title: String = "Le musée") -> Card {
        Card(
            id: id, listingType: .activity, typeWords: "Activité", title: wording(title), when: "Samedi, 14 h", place: "Bayonne",
            status: .scheduled, statusWords: nil, conflict: false, saved: false, transport: nil, pattern: 0)
    }

    static func wording(_ text: String) -> Wording { Wording(text: text, language: "fr", other: nil) }

    static let fresh = Freshness(joined: true, asOf: "8 h 10", stale: false, arriving: nil, waiting: 0)

    static func discover(_ cards: Card...) -> Discover {
        Discover(freshness: fresh, sections: [DiscoverSection(kind: .week, cards: cards, more: false)])
    }

    static func page(_ cards: [Card], next: String? = nil, count: UInt64? = nil) -> Page {
        Page(cards: cards, next: next, count: count)
    }
}

extension Sample {
    /// Each failure that there is, once.
    static let failures: [Failure] = [
        .Closed, .Busy, .Keys(why: .Locked), .KeyLost, .Full, .NewerHome, .InUse, .UnknownText(key: "k"), .Inner(code: "panic"),
        .Fields(fields: [FieldFault(path: "title", code: "needed", says: Say.appWriteTitleNeeded())]),
        .Link(code: "link-checksum", says: Say.errorLinkChecksum()), refused("no-card"),
    ]

    static func refused(_ code: String) -> Failure { .Refused(code: code, says: Say.errorDiskFull()) }

    static func listing(_ id: String, saved: Bool = false) -> Listing {
        Listing(
            id: id, listingType: .activity, typeWords: "Activité", title: wording("Le musée"), summary: nil, body: nil,
            status: .scheduled, statusWords: nil, withdrawn: false, facts: [Fact(kind: .when, words: "Samedi, 14 h")], access: [],
            ways: [], point: nil, saved: saved, transport: nil, versions: [], newer: false, pattern: 0)
    }

    static func outing(today: Bool = true) -> OutingLine {
        OutingLine(
            space: "s", house: "Etxe Alaia", plan: "p", title: wording("Le musée"), when: nil, place: nil, today: today,
            legs: [LegLine(row: "a", words: "Au départ")], expected: 2)
    }

    static func heads(leg: String = "a", _ marks: Mark...) -> HeadCount {
        let rows = marks.enumerated().map { n, mark in
            HeadRow(person: "p\(n)", name: "Personne \(n)", letters: "P\(n)", mark: mark, lastPlace: nil)
        }
        let present = marks.count { $0 == .here }
        return HeadCount(
            title: wording("Le musée"), legs: [LegLine(row: "a", words: "Au départ"), LegLine(row: "b", words: "Au retour")], leg: leg,
            present: UInt32(present), expected: UInt32(marks.count), rows: rows,
            missing: rows.filter { $0.mark != .here }.map(\.name), disputes: [], unnamed: 0, guests: 0,
            everybody: present == marks.count, lastNews: [])
    }

    static let card = EmergencyCard(
        person: "p0", name: "Joseph E.",
        fields: [
            CardField(field: "conditions", name: "Maladies", values: ["Épilepsie"]),
            CardField(field: "allergies", name: "Ne pas donner", values: ["Arachide", "Noix"]),
        ],
        numbers: [
            NumbersOf(country: "FR", numbers: [number("15", .medical), number("112", .any), number("18", .fire)]),
            NumbersOf(country: "ES", numbers: [number("112", .any)]),
        ])

    private static func number(_ number: String, _ service: ServiceKind) -> EmergencyNumber {
        EmergencyNumber(number: number, service: service)
    }
}
