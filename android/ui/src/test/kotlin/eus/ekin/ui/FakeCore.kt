package eus.ekin.ui

import eus.ekin.client.EkinClient
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
import eus.ekin.core.Discover
import eus.ekin.core.EkinInterface
import eus.ekin.core.EmergencyCard
import eus.ekin.core.Event
import eus.ekin.core.Failure
import eus.ekin.core.Fits
import eus.ekin.core.Freshness
import eus.ekin.core.HeadCount
import eus.ekin.core.House
import eus.ekin.core.IncidentDraft
import eus.ekin.core.IncidentIs
import eus.ekin.core.LinkIs
import eus.ekin.core.LinkPicture
import eus.ekin.core.MemberRole
import eus.ekin.core.Members
import eus.ekin.core.Mine
import eus.ekin.core.Moment
import eus.ekin.core.NeedKind
import eus.ekin.core.NoteLine
import eus.ekin.core.NoteText
import eus.ekin.core.OutingLine
import eus.ekin.core.OutingPlan
import eus.ekin.core.Page
import eus.ekin.core.PersonLine
import eus.ekin.core.PersonPage
import eus.ekin.core.PlanPage
import eus.ekin.core.PlanText
import eus.ekin.core.Recovery
import eus.ekin.core.RecoveryTried
import eus.ekin.core.RefusalReason
import eus.ekin.core.ReminderLine
import eus.ekin.core.SeatPlan
import eus.ekin.core.Signed
import eus.ekin.core.SyncReport
import eus.ekin.core.Territory
import eus.ekin.core.Say
import eus.ekin.core.ToRead
import eus.ekin.core.Todo
import eus.ekin.core.UnderWay
import eus.ekin.core.WeekPage
import eus.ekin.core.WishLine
import java.lang.reflect.Proxy
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job

/** A core that answers what a test says, and remembers what it was asked: a presenter is tested with nothing else. */
class FakeCore(vararg answers: Pair<String, (List<Any?>) -> Any?>) {
    private val answers = answers.toMap()

    /** Calls in their order: the name, then the arguments. */
    val calls = mutableListOf<List<Any?>>()

    /** Names of the calls. */
    val names get() = calls.map { it.first() }

    /** What nobody speaks of here. */
    private val nothing = Proxy.newProxyInstance(javaClass.classLoader, arrayOf(EkinInterface::class.java)) { _, method, _ ->
        error("no test speaks of ${method.name}")
    } as EkinInterface

    @Suppress("UNCHECKED_CAST")
    private fun <T> gives(name: String, vararg given: Any?): T {
        calls += listOf<Any?>(name) + given
        return (checkNotNull(answers[name]) { "nobody said what $name gives" })(given.toList()) as T
    }

    private val core = object : EkinInterface by nothing {
        /** One event, at the beginning; then the core is shut. */
        override fun waitEvent(revision: ULong, timeoutMs: UInt) = if (revision == 0uL) Event(1u, emptyList()) else throw Failure.Closed()
        override fun acceptInvitation(link: String): House = gives("acceptInvitation", link)
        override fun addThing(space: String, plan: String, name: String): OutingPlan = gives("addThing", space, plan, name)
        override fun addWant(space: String, id: String, want: String): PersonPage = gives("addWant", space, id, want)
        override fun answer(listing: String, answer: AnswerDraft): Long = gives("answer", listing, answer)
        override fun answers(): List<AnswerLine> = gives("answers")
        override fun answersIn(space: String): List<AnswerIn> = gives("answersIn", space)
        override fun approve(space: String, number: UInt): Members = gives("approve", space, number)
        override fun asked(space: String): List<AskedLine> = gives("asked", space)
        override fun conflicts(): Conflicts = gives("conflicts")
        override fun decideClaim(space: String, plan: String, claim: String, accepts: Boolean?): SeatPlan =
            gives("decideClaim", space, plan, claim, accepts)
        override fun draftCard(draft: AdDraft): Card = gives("draftCard", draft)
        override fun freshness(): Freshness = gives("freshness")
        override fun fitting(ask: Ask, unsaid: Boolean, after: String?, limit: UInt): Fits = gives("fitting", ask, unsaid, after, limit)
        override fun houses(): List<House> = gives("houses")
        override fun invite(space: String, role: MemberRole, minutes: UInt): LinkPicture = gives("invite", space, role, minutes)
        override fun join(link: String): Territory = gives("join", link)
        override fun lookAtLink(link: String): LinkIs = gives("lookAtLink", link)
        override fun openWithRecovery(typed: String): Unit = gives("openWithRecovery", typed)
        override fun syncOnce(metered: Boolean): SyncReport = gives("syncOnce", metered)
        override fun keepBack(space: String, id: String, because: String): Unit = gives("keepBack", space, id, because)
        override fun keepDraft(id: String?, draft: AdDraft): String = gives("keepDraft", id, draft)
        override fun keepNote(space: String, id: String?, note: NoteText): String = gives("keepNote", space, id, note)
        override fun keepVersion(`object`: String, at: String, choice: String): Unit = gives("keepVersion", `object`, at, choice)
        override fun makeRecovery(): List<String> = gives("makeRecovery")
        override fun members(space: String): Members = gives("members", space)
        override fun mine(): Mine = gives("mine")
        override fun momentBytes(space: String, id: String): ByteArray = gives("momentBytes", space, id)
        override fun moments(space: String): List<Moment> = gives("moments", space)
        override fun needs(): List<NeedKind> = gives("needs")
        override fun notes(space: String): List<NoteLine> = gives("notes", space)
        override fun openCard(space: String, person: String, reason: CardReason): EmergencyCard = gives("openCard", space, person, reason)
        override fun outing(space: String, plan: String): OutingPlan = gives("outing", space, plan)
        override fun outings(): List<OutingLine> = gives("outings")
        override fun pack(space: String, plan: String, row: String, packed: Boolean): OutingPlan = gives("pack", space, plan, row, packed)
        override fun passOn(space: String, id: String, text: String, sure: Boolean): Long = gives("passOn", space, id, text, sure)
        override fun people(space: String): List<PersonLine> = gives("people", space)
        override fun person(space: String, id: String): PersonPage = gives("person", space, id)
        override fun publish(space: String, id: String): String = gives("publish", space, id)
        override fun recovery(): Recovery = gives("recovery")
        override fun refuse(space: String, id: String, reason: RefusalReason): Unit = gives("refuse", space, id, reason)
        override fun reminders(): List<ReminderLine> = gives("reminders")
        override fun reportIncident(draft: IncidentDraft): IncidentIs = gives("reportIncident", draft)
        override fun plan(space: String, plan: String): PlanPage = gives("plan", space, plan)
        override fun writePlan(space: String, plan: String, before: PlanText, after: PlanText): PlanPage = gives("writePlan", space, plan, before, after)
        override fun heads(space: String, plan: String, leg: String?): HeadCount = gives("heads", space, plan, leg)
        override fun discover(ask: Ask): Discover = gives("discover", ask)
        override fun search(ask: Ask, after: String?, limit: UInt): Page = gives("search", ask, after, limit)
        override fun howMany(ask: Ask): ULong = gives("howMany", ask)
        override fun underWay(): UnderWay? = gives("underWay")
        override fun nameDevice(space: String, number: UInt, name: String): Members = gives("nameDevice", space, number, name)
        override fun removeMember(space: String, number: UInt): Members = gives("removeMember", space, number)
        override fun reply(space: String, id: String, reply: CannedReply?): Unit = gives("reply", space, id, reply)
        override fun seats(space: String, plan: String): SeatPlan = gives("seats", space, plan)
        override fun setNeeds(needs: List<NeedKind>): Unit = gives("setNeeds", needs)
        override fun sign(space: String, plan: String, signed: Signed): OutingPlan = gives("sign", space, plan, signed)
        override fun signAs(name: String): Unit = gives("signAs", name)
        override fun signature(): String = gives("signature")
        override fun submitDraft(id: String, sure: Boolean): Long = gives("submitDraft", id, sure)
        override fun todo(): Todo = gives("todo")
        override fun toRead(): List<ToRead> = gives("toRead")
        override fun tryRecovery(typed: String): RecoveryTried = gives("tryRecovery", typed)
        override fun wishes(space: String): List<WishLine> = gives("wishes", space)
        override fun answerWish(space: String, id: String, accepts: Boolean?, because: String): List<WishLine> =
            gives("answerWish", space, id, accepts, because)
        override fun week(day: String?): WeekPage = gives("week", day)
        override fun writeBack(space: String, id: String, reply: CannedReply?, words: String): Unit = gives("writeBack", space, id, reply, words)
    }

    val client = EkinClient(core, Dispatchers.Unconfined)

    /** For presenters: what they do is done when the call comes back. */
    val scope = CoroutineScope(Dispatchers.Unconfined + Job())
}

/** A refusal of this code. */
fun refused(code: String): Nothing = throw Failure.Refused(code, Say.errorClock())
