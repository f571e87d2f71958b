package eus.ekin.client

import eus.ekin.core.AdDraft
import eus.ekin.core.AnswerDraft
import eus.ekin.core.AnswerIn
import eus.ekin.core.AnswerLine
import eus.ekin.core.Ask
import eus.ekin.core.AskedLine
import eus.ekin.core.CannedReply
import eus.ekin.core.Card
import eus.ekin.core.CardReason
import eus.ekin.core.Conflicts
import eus.ekin.core.CountedAt
import eus.ekin.core.Discover
import eus.ekin.core.Ekin
import eus.ekin.core.EkinInterface
import eus.ekin.core.EmergencyCard
import eus.ekin.core.Event
import eus.ekin.core.Failure
import eus.ekin.core.Fits
import eus.ekin.core.Freshness
import eus.ekin.core.HeadCount
import eus.ekin.core.House
import eus.ekin.core.KeyStore
import eus.ekin.core.Language
import eus.ekin.core.LinkIs
import eus.ekin.core.LinkPicture
import eus.ekin.core.Listing
import eus.ekin.core.IncidentDraft
import eus.ekin.core.IncidentIs
import eus.ekin.core.MemberRole
import eus.ekin.core.Members
import eus.ekin.core.Mine
import eus.ekin.core.Moment
import eus.ekin.core.MomentAudience
import eus.ekin.core.MomentDraft
import eus.ekin.core.NeedKind
import eus.ekin.core.NoteLine
import eus.ekin.core.NoteText
import eus.ekin.core.OutingLine
import eus.ekin.core.OutingPlan
import eus.ekin.core.Page
import eus.ekin.core.PersonLine
import eus.ekin.core.PlanPage
import eus.ekin.core.PlanText
import eus.ekin.core.PersonPage
import eus.ekin.core.Recovery
import eus.ekin.core.RecoveryTried
import eus.ekin.core.RefusalReason
import eus.ekin.core.ReminderLine
import eus.ekin.core.SeatPlan
import eus.ekin.core.Seen
import eus.ekin.core.Signed
import eus.ekin.core.SyncReport
import eus.ekin.core.Territory
import eus.ekin.core.ToRead
import eus.ekin.core.Todo
import eus.ekin.core.Topic
import eus.ekin.core.UnderWay
import eus.ekin.core.WeekPage
import eus.ekin.core.WishLine
import java.nio.file.Path
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.isActive
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withContext

/**
 * The core, as screens use it: every call suspends while the core works on a thread of [io], and throws [Failure].
 *
 * [close] may be called twice and from any thread.
 */
class EkinClient(
    private val core: EkinInterface,
    private val io: CoroutineDispatcher = Dispatchers.IO,
) : AutoCloseable {
    suspend fun language(): Language = ask { language() }

    suspend fun chooseLanguage(language: Language) = ask { chooseLanguage(language) }

    suspend fun join(link: String): Territory = ask { join(link) }

    suspend fun lookAtLink(link: String): LinkIs = ask { lookAtLink(link) }

    suspend fun territories(): List<Territory> = ask { territories() }

    suspend fun freshness(): Freshness = ask { freshness() }

    suspend fun discover(ask: Ask): Discover = ask { discover(ask) }

    suspend fun search(ask: Ask, after: String? = null, limit: Int = PAGE): Page = ask { search(ask, after, limit.toUInt()) }

    suspend fun listing(id: String): Listing = ask { listing(id) }

    suspend fun save(id: String, keep: Boolean) = ask { save(id, keep) }

    suspend fun mine(): Mine = ask { mine() }

    suspend fun draft(id: String): AdDraft = ask { draft(id) }

    suspend fun keepDraft(id: String?, draft: AdDraft): String = ask { keepDraft(id, draft) }

    suspend fun submitDraft(id: String, sure: Boolean = false): Long = ask { submitDraft(id, sure) }

    suspend fun draftCard(draft: AdDraft): Card = ask { draftCard(draft) }

    suspend fun withdrawAd(number: Long) = ask { withdrawAd(number) }

    suspend fun reportIncident(draft: IncidentDraft): IncidentIs = ask { reportIncident(draft) }

    suspend fun plan(space: String, plan: String): PlanPage = ask { plan(space, plan) }

    /** Writes what was changed since [before] was shown, and nothing else. */
    suspend fun writePlan(space: String, plan: String, before: PlanText, after: PlanText): PlanPage = ask { writePlan(space, plan, before, after) }

    suspend fun howMany(ask: Ask): ULong = ask { howMany(ask) }

    suspend fun underWay(): UnderWay? = ask { underWay() }

    suspend fun houses(): List<House> = ask { houses() }

    suspend fun todo(): Todo = ask { todo() }

    suspend fun outings(): List<OutingLine> = ask { outings() }

    suspend fun heads(space: String, plan: String, leg: String?): HeadCount = ask { heads(space, plan, leg) }

    suspend fun check(at: CountedAt, person: String, seen: Seen?): HeadCount = ask { check(at, person, seen) }

    suspend fun countUnnamed(at: CountedAt, unnamed: Int): HeadCount = ask { countUnnamed(at, unnamed.toUInt()) }

    suspend fun openCard(space: String, person: String, reason: CardReason): EmergencyCard =
        ask { openCard(space, person, reason) }

    suspend fun outing(space: String, plan: String): OutingPlan = ask { outing(space, plan) }

    suspend fun pack(space: String, plan: String, row: String, packed: Boolean): OutingPlan = ask { pack(space, plan, row, packed) }

    suspend fun addThing(space: String, plan: String, name: String): OutingPlan = ask { addThing(space, plan, name) }

    suspend fun sign(space: String, plan: String, signed: Signed): OutingPlan = ask { sign(space, plan, signed) }

    suspend fun seats(space: String, plan: String): SeatPlan = ask { seats(space, plan) }

    suspend fun decideClaim(space: String, plan: String, claim: String, accepts: Boolean?): SeatPlan =
        ask { decideClaim(space, plan, claim, accepts) }

    suspend fun answer(listing: String, answer: AnswerDraft): Long = ask { answer(listing, answer) }

    suspend fun signature(): String = ask { signature() }

    suspend fun signAs(name: String) = ask { signAs(name) }

    suspend fun answers(): List<AnswerLine> = ask { answers() }

    suspend fun answersIn(space: String): List<AnswerIn> = ask { answersIn(space) }

    suspend fun reply(space: String, id: String, reply: CannedReply?) = ask { reply(space, id, reply) }

    suspend fun asked(space: String): List<AskedLine> = ask { asked(space) }

    suspend fun passOn(space: String, id: String, text: String, sure: Boolean): Long = ask { passOn(space, id, text, sure) }

    suspend fun keepBack(space: String, id: String, because: String) = ask { keepBack(space, id, because) }

    suspend fun wishes(space: String): List<WishLine> = ask { wishes(space) }

    suspend fun answerWish(space: String, id: String, accepts: Boolean?, because: String): List<WishLine> =
        ask { answerWish(space, id, accepts, because) }

    suspend fun members(space: String): Members = ask { members(space) }

    suspend fun invite(space: String, role: MemberRole, minutes: Int): LinkPicture = ask { invite(space, role, minutes.toUInt()) }

    suspend fun approve(space: String, number: UInt): Members = ask { approve(space, number) }

    suspend fun nameDevice(space: String, number: UInt, name: String): Members = ask { nameDevice(space, number, name) }

    suspend fun removeMember(space: String, number: UInt): Members = ask { removeMember(space, number) }

    suspend fun acceptInvitation(link: String): House = ask { acceptInvitation(link) }

    suspend fun recovery(): Recovery = ask { recovery() }

    suspend fun makeRecovery(): List<String> = ask { makeRecovery() }

    suspend fun tryRecovery(typed: String): RecoveryTried = ask { tryRecovery(typed) }

    suspend fun conflicts(): Conflicts = ask { conflicts() }

    suspend fun keepVersion(of: String, at: String, choice: String) = ask { keepVersion(of, at, choice) }

    suspend fun toRead(): List<ToRead> = ask { toRead() }

    suspend fun publish(space: String, id: String): String = ask { publish(space, id) }

    suspend fun refuse(space: String, id: String, reason: RefusalReason) = ask { refuse(space, id, reason) }

    suspend fun writeBack(space: String, id: String, reply: CannedReply?, words: String) = ask { writeBack(space, id, reply, words) }

    suspend fun week(day: String?): WeekPage = ask { week(day) }

    suspend fun reminders(): List<ReminderLine> = ask { reminders() }

    suspend fun needs(): List<NeedKind> = ask { needs() }

    suspend fun setNeeds(needs: List<NeedKind>) = ask { setNeeds(needs) }

    suspend fun fitting(ask: Ask, unsaid: Boolean, after: String? = null, limit: Int = PAGE): Fits =
        ask { fitting(ask, unsaid, after, limit.toUInt()) }

    suspend fun people(space: String): List<PersonLine> = ask { people(space) }

    suspend fun person(space: String, id: String): PersonPage = ask { person(space, id) }

    suspend fun addWant(space: String, id: String, want: String): PersonPage = ask { addWant(space, id, want) }

    suspend fun notes(space: String): List<NoteLine> = ask { notes(space) }

    suspend fun note(space: String, id: String): NoteText = ask { note(space, id) }

    suspend fun keepNote(space: String, id: String?, note: NoteText): String = ask { keepNote(space, id, note) }

    suspend fun moments(space: String): List<Moment> = ask { moments(space) }

    /** The file of one of them. */
    suspend fun momentFile(space: String, id: String): ByteArray = ask { momentBytes(space, id) }

    suspend fun addMoment(space: String, moment: MomentDraft): String = ask { addMoment(space, moment) }

    suspend fun nameMoment(space: String, id: String, people: List<String>, others: Int) =
        ask { nameMoment(space, id, people, others.toUInt()) }

    suspend fun shareMoment(space: String, id: String, audience: MomentAudience) = ask { shareMoment(space, id, audience) }

    suspend fun removeMoment(space: String, id: String) = ask { removeMoment(space, id) }

    /** One round with the relays. Cancelling it stops the round, and waits for its end, which is soon. */
    suspend fun sync(metered: Boolean = false): SyncReport = coroutineScope {
        val round = async(io) { core.syncOnce(metered) }
        try {
            round.await()
        } catch (cancelled: CancellationException) {
            core.stopSync()
            throw cancelled
        }
    }

    /**
     * What changed, a burst as one event; with the first event all that a screen shows may be asked for. Any number of collectors
     * may listen: each knows the revision that it saw. It ends where the client is closed, also when it was so before anybody listened.
     * Nothing is queued: who is slow hears of all that changed meanwhile at once, and nobody is told more often than after [REST].
     */
    fun changes(patience: Duration = PATIENCE): Flow<Set<Topic>> = flow {
        var seen = (event(0u, Duration.ZERO) ?: return@flow).revision
        emit(Topic.entries.toSet())
        while (coroutineContext.isActive) {
            val event = event(seen, patience) ?: return@flow
            seen = event.revision
            if (event.topics.isNotEmpty()) {
                emit(event.topics.toSet())
                delay(REST)
            }
        }
    }.flowOn(io).buffer(Channel.RENDEZVOUS)

    /** None when the client was closed. */
    private fun event(seen: ULong, patience: Duration): Event? = try {
        core.waitEvent(seen, patience.inWholeMilliseconds.toUInt())
    } catch (_: Failure.Closed) {
        null
    }

    override fun close() = core.shut()

    internal suspend fun <T> ask(call: EkinInterface.() -> T): T = withContext(io) { core.call() }

    companion object {
        /** Cards of a page. */
        const val PAGE = 20

        /** How long a wait for changes lasts at most: so long a cancelled collector may hold a thread. */
        private val PATIENCE = 2.seconds

        /** Between two events: long enough to spare a battery, and short enough that nobody sees it. */
        internal val REST = 100.milliseconds

        /** Opens the home in a folder, with the words of [language] unless another was chosen in it. */
        suspend fun open(folder: Path, keys: KeyStore?, language: Language, io: CoroutineDispatcher = Dispatchers.IO) =
            EkinClient(runInterruptible(io) { Ekin.open(folder.toString(), keys, language) }, io)
    }
}
