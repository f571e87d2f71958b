import Foundation

/// The core as models ask it, and the one boundary at which a test puts something else. Every call is answered without the network but
/// ``sync(metered:)``, and fails with ``Failure`` alone.
public protocol Client: Sendable {
    func language() async throws(Failure) -> Language
    func chooseLanguage(_ language: Language) async throws(Failure)
    func join(link: String) async throws(Failure) -> Territory
    /// What a link leads to. Nothing is joined by it.
    func lookAtLink(_ link: String) async throws(Failure) -> LinkIs
    /// Follows an invitation into a house.
    func acceptInvitation(_ link: String) async throws(Failure) -> House
    func territories() async throws(Failure) -> [Territory]
    func freshness() async throws(Failure) -> Freshness
    func discover(_ ask: Ask) async throws(Failure) -> Discover
    /// A page of what fits, from the cursor of the page before.
    func search(_ ask: Ask, after: String?) async throws(Failure) -> Page
    func listing(_ id: String) async throws(Failure) -> Listing
    func save(_ id: String, keep: Bool) async throws(Failure)
    func mine() async throws(Failure) -> Mine
    func draft(_ id: String) async throws(Failure) -> AdDraft
    /// Keeps a draft, a new one without an id; gives its id.
    func keepDraft(_ id: String?, _ draft: AdDraft) async throws(Failure) -> String
    /// Sends a draft to be reread; gives the number of the ad.
    func submitDraft(_ id: String) async throws(Failure) -> Int64
    func houses() async throws(Failure) -> [House]
    func outings() async throws(Failure) -> [OutingLine]
    func heads(space: String, plan: String, leg: String?) async throws(Failure) -> HeadCount
    /// Says what was seen of a person; with none, takes back what this device said.
    func check(_ at: CountedAt, person: String, seen: Seen?) async throws(Failure) -> HeadCount
    func countUnnamed(_ at: CountedAt, _ unnamed: UInt32) async throws(Failure) -> HeadCount
    /// Opens a card, and writes down that it was opened and why.
    func openCard(space: String, person: String, reason: CardReason) async throws(Failure) -> EmergencyCard
    /// Whose tablet this is.
    func simpleTablet() async throws(Failure) -> SimpleTablet
    /// Begins simple mode, or ends it.
    func setSimple(_ on: Bool) async throws(Failure)
    /// Keeps for whom this tablet is, and what was chosen for each.
    func setSimpleTablet(_ residents: [SimpleResident]) async throws(Failure)
    /// Keeps the carer's code.
    func setPin(_ pin: String) async throws(Failure)
    /// Tries the carer's code.
    func tryPin(_ pin: String) async throws(Failure) -> PinAnswer
    func simpleDay(_ resident: SimpleResident) async throws(Failure) -> SimpleDay
    /// What a resident says of an outing; gives their day anew.
    func wish(_ resident: SimpleResident, outing: String, says: SimpleSays) async throws(Failure) -> SimpleDay
    func feel(_ resident: SimpleResident, outing: SimpleOuting, feeling: SimpleFeeling) async throws(Failure)
    func simplePhotos(_ resident: SimpleResident) async throws(Failure) -> [SimplePhoto]
    /// The file of a photo.
    func simplePhoto(_ photo: SimplePhoto) async throws(Failure) -> Data
    /// Takes a photo away for everybody.
    func removeSimplePhoto(_ photo: SimplePhoto) async throws(Failure)
    /// One round with the relays. Cancelling it stops the round.
    func sync(metered: Bool) async throws(Failure) -> SyncReport
    /// What changed, a burst as one; all topics at first, when all that a screen shows may be asked for. It ends with the client, or with
    /// the task that listens.
    func changes() -> AsyncStream<Set<Topic>>
}
