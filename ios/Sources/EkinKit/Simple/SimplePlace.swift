/// Where a resident is.
public enum SimplePlace: Equatable, Sendable {
    /// Who are you?
    case who
    /// Their secret picture.
    case secret(SimpleResident)
    /// Their tiles.
    case home
    /// Outings, a few at a time.
    case outings(Which, page: Int)
    /// One of them.
    case outing(String)
    /// How they are, before it or after.
    case feel(String, noted: Bool)
    /// Their photos, one at a time; `sure`: whether to take it away.
    case photos(at: Int, sure: Bool)
    /// The carer's lock.
    case pin(typed: String, says: Saying?)

    /// Which outings a list is of.
    public enum Which: Sendable { case all, mine, wishes, feel }
}

/// What a touch comes to.
public enum SimpleAct: Equatable, Sendable {
    case come(SimpleResident)
    case picture(String)
    case go(SimplePlace)
    /// Another page of what is shown: no step on the way back.
    case turn(SimplePlace)
    case wish(String, SimpleSays)
    case feel(String, SimpleFace)
    case remove(SimplePhoto)
    case figure(Character)
    case erase
    case listen
    case change
    case back
}

/// A thing that can be touched, and offered to a switch.
public struct SimpleSpot: Equatable, Sendable {
    /// How it looks: a tile, a figure of the lock, or a way in the bar at the top.
    public enum Look: Sendable { case tile, figure, start, end }

    public let id: String
    public let words: String
    /// Name of its pictogram; empty for a figure.
    public let picture: String
    public let act: SimpleAct
    public var look = Look.tile
    /// Whose colours a tile has.
    public var kind: ListingType?
    /// Above the words: when.
    public var above: String?
    /// What was chosen before.
    public var chosen = false
    public let spoken: SpokenSentence
}

/// One idea: a title, what there is to see and to hear, and a few things to touch, in the order in which a switch goes through them.
public struct SimplePage: Equatable, Sendable {
    /// What is drawn large.
    public enum Art: Equatable, Sendable {
        case linen(ListingType, pattern: Int)
        case photo
    }

    public let title: String
    public var art: Art?
    public var facts: [SimpleFact] = []
    /// Words below the title.
    public var lines: [SpokenSentence] = []
    /// The mark of a text in simple words.
    public var easy: String?
    /// What a voice reads of the page.
    public let reads: [SpokenSentence]
    public var spots: [SimpleSpot]
}
