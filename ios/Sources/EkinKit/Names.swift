import EkinCore

// What the core's records are called here. Where SwiftUI has the same name for something else, a screen can use both.

public typealias Access = EkinCore.AccessAnswer
public typealias AdDraft = EkinCore.AdDraft
public typealias AdLine = EkinCore.AdLine
public typealias Ask = EkinCore.Ask
public typealias Card = EkinCore.Card
public typealias CardField = EkinCore.CardField
public typealias CardReason = EkinCore.CardReason
public typealias CountedAt = EkinCore.CountedAt
public typealias Discover = EkinCore.Discover
public typealias Dispute = EkinCore.Dispute
public typealias DraftLine = EkinCore.DraftLine
public typealias EmergencyCard = EkinCore.EmergencyCard
public typealias EmergencyNumber = EkinCore.EmergencyNumber
public typealias Fact = EkinCore.Fact
public typealias FactKind = EkinCore.FactKind
public typealias Failure = EkinCore.Failure
public typealias Freshness = EkinCore.Freshness
public typealias HeadCount = EkinCore.HeadCount
public typealias HeadRow = EkinCore.HeadRow
public typealias House = EkinCore.House
public typealias KeyStore = EkinCore.KeyStore
public typealias KeyStoreFailure = EkinCore.KeyStoreFailure
public typealias Language = EkinCore.Language
public typealias LegLine = EkinCore.LegLine
public typealias LinkIs = EkinCore.LinkIs
public typealias LinkKind = EkinCore.LinkKind
public typealias Listing = EkinCore.Listing
public typealias ListingStatus = EkinCore.ListingStatus
public typealias ListingType = EkinCore.ListingType
public typealias Mark = EkinCore.Mark
public typealias Mine = EkinCore.Mine
public typealias NumbersOf = EkinCore.NumbersOf
public typealias OutingLine = EkinCore.OutingLine
public typealias Page = EkinCore.Page
/// One function for each text.
public typealias Say = EkinCore.Say
/// A text without a language yet: SwiftUI's `Text` is what draws it.
public typealias Saying = EkinCore.Text
/// A section of *Discover*: SwiftUI's `Section` is another thing.
public typealias DiscoverSection = EkinCore.Section
public typealias SectionKind = EkinCore.SectionKind
public typealias Seeing = EkinCore.Seeing
public typealias Seen = EkinCore.Seen
public typealias ServiceKind = EkinCore.ServiceKind
public typealias SyncReport = EkinCore.SyncReport
public typealias Territory = EkinCore.Territory
public typealias Topic = EkinCore.Topic
public typealias Transport = EkinCore.Transport
public typealias WayKind = EkinCore.WayKind
public typealias WayToAnswer = EkinCore.WayToAnswer
public typealias Wording = EkinCore.Wording
public typealias PinAnswer = EkinCore.PinAnswer
public typealias SimpleDay = EkinCore.SimpleDay
public typealias SimpleFace = EkinCore.SimpleFace
public typealias SimpleFact = EkinCore.SimpleFact
public typealias SimpleFeeling = EkinCore.SimpleFeeling
public typealias SimpleOuting = EkinCore.SimpleOuting
public typealias SimplePhoto = EkinCore.SimplePhoto
public typealias SimpleResident = EkinCore.SimpleResident
public typealias SimpleSays = EkinCore.SimpleSays
public typealias SimpleTablet = EkinCore.SimpleTablet
public typealias SimpleTile = EkinCore.SimpleTile
public typealias SimpleWhen = EkinCore.SimpleWhen
public typealias SpokenSentence = EkinCore.SpokenSentence
