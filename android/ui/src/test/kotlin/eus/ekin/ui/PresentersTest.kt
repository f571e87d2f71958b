package eus.ekin.ui

import eus.ekin.core.AnswerDraft
import eus.ekin.core.AnswerKind
import eus.ekin.core.Ask
import eus.ekin.core.CardReason
import eus.ekin.core.FactKind
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.NeedKind
import eus.ekin.core.NoteText
import eus.ekin.core.Recovery
import eus.ekin.core.RecoveryTried
import eus.ekin.core.RefusalReason
import eus.ekin.core.Say
import eus.ekin.core.Todo
import eus.ekin.ui.answer.AnswerEvent
import eus.ekin.ui.answer.AnswerPresenter
import eus.ekin.ui.answer.AnswersInEvent
import eus.ekin.ui.answer.AnswersInPresenter
import eus.ekin.ui.card.CardEvent
import eus.ekin.ui.card.CardPresenter
import eus.ekin.ui.card.Opened
import eus.ekin.ui.conflict.ConflictEvent
import eus.ekin.ui.conflict.ConflictPresenter
import eus.ekin.ui.house.HousePresenter
import eus.ekin.ui.listing.aloud
import eus.ekin.ui.members.InviteEvent
import eus.ekin.ui.members.InvitePresenter
import eus.ekin.ui.members.MembersEvent
import eus.ekin.ui.members.MembersPresenter
import eus.ekin.ui.mine.MinePresenter
import eus.ekin.ui.moderation.Doing
import eus.ekin.ui.moderation.ModerationEvent
import eus.ekin.ui.moderation.ModerationPresenter
import eus.ekin.ui.moments.MomentsEvent
import eus.ekin.ui.moments.MomentsPresenter
import eus.ekin.ui.needs.NeedsEvent
import eus.ekin.ui.needs.NeedsPresenter
import eus.ekin.ui.notes.NotesEvent
import eus.ekin.ui.notes.NotesPresenter
import eus.ekin.ui.outing.OutingEvent
import eus.ekin.ui.outing.OutingPresenter
import eus.ekin.ui.people.PeopleEvent
import eus.ekin.ui.people.PeoplePresenter
import eus.ekin.ui.recovery.RecoveryEvent
import eus.ekin.ui.recovery.RecoveryPresenter
import eus.ekin.ui.recovery.RecoveryStep
import eus.ekin.ui.seats.SeatsEvent
import eus.ekin.ui.seats.SeatsPresenter
import eus.ekin.ui.week.WeekEvent
import eus.ekin.ui.week.WeekPresenter
import eus.ekin.ui.write.Step
import eus.ekin.ui.write.WriteEvent
import eus.ekin.ui.write.WritePresenter
import java.time.LocalTime
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Presenters alone: what each asks of the core when something is touched, and what it shows of the answer. */
class PresentersTest {
    private val all = Samples(Language.FR)
    private val samples = HouseSamples(Language.FR, all)
    private val french = { words(Language.FR) }
    private val plan = samples.outing.plan!!
    private val outing = plan.line

    private fun members(core: FakeCore, to: (MembersEvent) -> Unit = {}) = MembersPresenter(core.client, "s", french, core.scope, to)

    @Test
    fun `a device is removed only after it was asked whether that is meant`() {
        val shown = samples.members.members!!
        val core = FakeCore("members" to { shown }, "removeMember" to { shown })
        val presenter = members(core)
        val mikel = shown.members.last()
        presenter.on(MembersEvent.Sure)
        presenter.on(MembersEvent.Remove(mikel))
        assertEquals(mikel, presenter.state.value.removing)
        presenter.on(MembersEvent.Remove(null))
        presenter.on(MembersEvent.Sure)
        assertFalse("removeMember" in core.names)
        presenter.on(MembersEvent.Remove(mikel))
        presenter.on(MembersEvent.Sure)
        assertEquals(listOf("removeMember", "s", mikel.number), core.calls.last())
        assertNull(presenter.state.value.removing)
    }

    @Test
    fun `a device is named, and what was typed stays where that is refused`() {
        val shown = samples.members.members!!
        val mikel = shown.members.last()
        val core = FakeCore("members" to { shown }, "nameDevice" to { (_, _, name) -> if (name == "") refused("not-an-owner") else shown })
        val presenter = members(core)
        presenter.on(MembersEvent.Keep)
        presenter.on(MembersEvent.Naming(mikel))
        assertEquals(mikel.named, presenter.state.value.name)
        presenter.on(MembersEvent.Name(""))
        presenter.on(MembersEvent.Keep)
        assertEquals(listOf("nameDevice", "s", mikel.number, ""), core.calls.last())
        assertEquals(mikel.number, presenter.state.value.naming)
        presenter.on(MembersEvent.Name("Mikel"))
        presenter.on(MembersEvent.Keep)
        assertEquals(listOf("nameDevice", "s", mikel.number, "Mikel"), core.calls.last())
        assertNull(presenter.state.value.naming)
    }

    @Test
    fun `whoever waits is let in by number, and a refusal is said`() {
        val shown = samples.members.members!!
        val core = FakeCore("members" to { shown }, "approve" to { refused("not-an-owner") })
        val presenter = members(core)
        presenter.on(MembersEvent.Approve(shown.arrivals.single()))
        assertEquals(listOf("approve", "s", 4u), core.calls.last())
        assertTrue(presenter.state.value.failure!!.isNotBlank())
        assertEquals(shown, presenter.state.value.members)
    }

    @Test
    fun `an invitation is made when it is asked for, for the role that was chosen`() {
        val core = FakeCore("invite" to { samples.inviteCode.picture })
        val presenter = InvitePresenter(core.client, "s", french, core.scope) {}
        presenter.on(InviteEvent.Role(eus.ekin.core.MemberRole.VOLUNTEER))
        assertTrue(core.calls.isEmpty())
        presenter.on(InviteEvent.Show)
        assertEquals(listOf("invite", "s", eus.ekin.core.MemberRole.VOLUNTEER, 60u), core.calls.single())
        assertEquals(samples.inviteCode.picture, presenter.state.value.picture)
    }

    @Test
    fun `words of the sheet are gone from the screen before they are asked back`() {
        val core = FakeCore(
            "recovery" to { Recovery(false, false, emptyList()) },
            "makeRecovery" to { List(12) { "mot" } },
            "tryRecovery" to { (typed) -> if (typed == "bon") RecoveryTried(true, 1u) else refused("recovery-count") },
        )
        val presenter = RecoveryPresenter(core.client, french, core.scope) {}
        presenter.on(RecoveryEvent.Make)
        assertEquals(RecoveryStep.SHOWN to 12, presenter.state.value.run { step to words.size })
        presenter.on(RecoveryEvent.Have)
        assertTrue(presenter.state.value.words.isEmpty())
        presenter.on(RecoveryEvent.Type("faux"))
        presenter.on(RecoveryEvent.Check)
        assertEquals(RecoveryStep.ASKED, presenter.state.value.step)
        assertTrue(presenter.state.value.fault!!.isNotBlank())
        presenter.on(RecoveryEvent.Type("bon"))
        presenter.on(RecoveryEvent.Check)
        assertEquals(RecoveryStep.GOOD to "", presenter.state.value.run { step to typed })
    }

    @Test
    fun `a card is opened once, with the reason that was given, and numbers are called by the platform`() {
        val core = FakeCore("outing" to { plan }, "openCard" to { samples.card.card })
        val gone = mutableListOf<CardEvent>()
        val five = LocalTime.of(14, 5)
        val presenter = CardPresenter(core.client, outing, null, french, core.scope, { five }) { gone += it }
        presenter.on(CardEvent.Open(CardReason.EMERGENCY))
        assertFalse("openCard" in core.names, "nobody was chosen")
        presenter.on(CardEvent.Person(plan.people[1]))
        presenter.on(CardEvent.Open(CardReason.EMERGENCY))
        assertEquals(1, core.names.count { it == "openCard" })
        assertEquals(listOf("openCard", outing.space, "2", CardReason.EMERGENCY), core.calls.last())
        assertEquals(Opened(five, CardReason.EMERGENCY), presenter.state.value.opened)
        val number = presenter.state.value.card!!.numbers[0].numbers[0]
        presenter.on(CardEvent.Call(number))
        assertEquals(listOf<Any>(CardEvent.Call(number)), gone)
    }

    @Test
    fun `a card that is closed says so and shows nothing`() {
        val core = FakeCore("outing" to { plan }, "openCard" to { refused("card-closed") })
        val presenter = CardPresenter(core.client, outing, "2", french, core.scope) {}
        presenter.on(CardEvent.Open(CardReason.CARE))
        assertNull(presenter.state.value.card)
        assertTrue(presenter.state.value.failure!!.isNotBlank())
    }

    @Test
    fun `each decision about places is one command and gives the places anew`() {
        val seats = samples.seats.seats!!
        val core = FakeCore("seats" to { seats }, "decideClaim" to { samples.seatsOver.seats })
        val presenter = SeatsPresenter(core.client, outing, french, core.scope) {}
        assertEquals(seats, presenter.state.value.seats)
        for (accepts in listOf(true, false, null)) {
            presenter.on(SeatsEvent.Decide("c1", accepts))
            assertEquals(listOf("decideClaim", outing.space, outing.plan, "c1", accepts), core.calls.last())
        }
        assertTrue(presenter.state.value.seats!!.over)
    }

    @Test
    fun `things are packed and papers signed from the outing, and nothing is added that has no name`() {
        val core = FakeCore("outing" to { plan }, "pack" to { plan }, "addThing" to { plan }, "sign" to { plan })
        val presenter = OutingPresenter(core.client, outing, french, core.scope) {}
        presenter.on(OutingEvent.Pack("b", true))
        assertEquals(listOf("pack", outing.space, outing.plan, "b", true), core.calls.last())
        presenter.on(OutingEvent.Thing("  "))
        presenter.on(OutingEvent.AddThing)
        assertFalse("addThing" in core.names)
        presenter.on(OutingEvent.Thing("de l’eau "))
        presenter.on(OutingEvent.AddThing)
        assertEquals(listOf("addThing", outing.space, outing.plan, "de l’eau"), core.calls.last())
        assertEquals("", presenter.state.value.thing)
        presenter.on(OutingEvent.Signing(plan.papers.single()))
        presenter.on(OutingEvent.Signer("Sa mère"))
        presenter.on(OutingEvent.Sign)
        assertEquals(eus.ekin.core.Signed("2", "outing", true, "Sa mère"), core.calls.last().last())
        assertNull(presenter.state.value.signing)
    }

    @Test
    fun `who does not come asks for no place, and the name is kept for the next answer`() {
        val core = FakeCore("signature" to { "Nora" }, "signAs" to { Unit }, "answer" to { 7L })
        val presenter = AnswerPresenter(core.client, "a1", "Le musée", AnswerKind.YES, french, core.scope) {}
        presenter.on(AnswerEvent.Seats(3))
        presenter.on(AnswerEvent.Kind(AnswerKind.NOT_TODAY))
        presenter.on(AnswerEvent.Send)
        assertEquals(listOf("answer", "a1", AnswerDraft(AnswerKind.NOT_TODAY, "", "Nora", 0u, 0u)), core.calls.last())
        assertTrue(listOf("signAs", "Nora") in core.calls)
        assertTrue(presenter.state.value.sent)
    }

    @Test
    fun `an answer that cannot be sent stays on the screen with why`() {
        val core = FakeCore("signature" to { "" }, "answer" to { refused("no-name") })
        val presenter = AnswerPresenter(core.client, "a1", "Le musée", AnswerKind.YES, french, core.scope) {}
        presenter.on(AnswerEvent.Text("On vient."))
        presenter.on(AnswerEvent.Send)
        val state = presenter.state.value
        assertEquals(Triple(false, "On vient.", true), Triple(state.sent, state.text, state.fault!!.isNotBlank()))
    }

    @Test
    fun `a wish stays in the house until it is passed on, and is kept back only with a reason`() {
        val core = FakeCore(
            "answersIn" to { samples.answersIn.answers }, "asked" to { samples.answersIn.asked },
            "passOn" to { 1L }, "keepBack" to { Unit }, "reply" to { Unit },
        )
        val presenter = AnswersInPresenter(core.client, "s", french, core.scope) {}
        presenter.on(AnswersInEvent.Keep("w"))
        assertFalse("keepBack" in core.names)
        presenter.on(AnswersInEvent.Because("Trop loin"))
        presenter.on(AnswersInEvent.Keep("w"))
        assertTrue(listOf("keepBack", "s", "w", "Trop loin") in core.calls)
        presenter.on(AnswersInEvent.Pass("w"))
        assertTrue(listOf("passOn", "s", "w", "", false) in core.calls)
        presenter.on(AnswersInEvent.Reply("a", null))
        assertTrue(listOf("reply", "s", "a", null) in core.calls)
    }

    @Test
    fun `an ad that names care asks its author, and leaves only when they are sure`() {
        val asks = Failure.Refused("names-care", Say.errorClock())
        val core = FakeCore(
            "keepDraft" to { "d" }, "draftCard" to { all.match },
            "submitDraft" to { (_, sure) -> if (sure == true) 1L else throw asks },
        )
        val presenter = WritePresenter(core.client, null, french, core.scope) {}
        presenter.on(WriteEvent.Change { copy(draft = draft.copy(title = "Sortie")) })
        repeat(3) { presenter.on(WriteEvent.Next) }
        assertEquals(Step.LOOK to all.match, presenter.state.value.run { step to card })
        presenter.on(WriteEvent.Send)
        assertTrue(presenter.state.value.care!!.isNotBlank())
        presenter.on(WriteEvent.Mend)
        assertEquals(Step.WHAT to null, presenter.state.value.run { step to care })
        repeat(3) { presenter.on(WriteEvent.Next) }
        presenter.on(WriteEvent.Sure)
        assertEquals(Step.SENT, presenter.state.value.step)
        assertEquals(listOf("submitDraft", "d", true), core.calls.last())
    }

    @Test
    fun `of two versions the one that was touched is kept`() {
        val shown = samples.conflicts.conflicts!!
        val core = FakeCore("conflicts" to { shown }, "keepVersion" to { Unit })
        val presenter = ConflictPresenter(core.client, french, core.scope) {}
        presenter.on(ConflictEvent.Keep(shown.`open`[0], shown.`open`[0].sides[1]))
        assertTrue(listOf("keepVersion", "o", "start", "2") in core.calls)
    }

    @Test
    fun `an ad is refused with a reason, which is asked for first`() {
        val ad = samples.toRead.messages!!.single()
        val core = FakeCore("toRead" to { listOf(ad) }, "refuse" to { Unit }, "publish" to { "l" }, "writeBack" to { Unit })
        val presenter = ModerationPresenter(core.client, french, core.scope) {}
        presenter.on(ModerationEvent.Refuse(ad, null))
        assertEquals(ad.id to Doing.REFUSE, presenter.state.value.run { of to doing })
        assertFalse("refuse" in core.names)
        presenter.on(ModerationEvent.Refuse(ad, RefusalReason.PERSONAL))
        assertTrue(listOf("refuse", "t", "m", RefusalReason.PERSONAL) in core.calls)
        presenter.on(ModerationEvent.Ask(ad))
        presenter.on(ModerationEvent.Send(ad))
        assertFalse("writeBack" in core.names, "a question without words")
        presenter.on(ModerationEvent.Publish(ad))
        assertTrue(listOf("publish", "t", "m") in core.calls)
    }

    @Test
    fun `needs are kept at each tap, and what says nothing is shown when asked for`() {
        val fits = all.needs.fits!!
        val core = FakeCore("needs" to { listOf(NeedKind.QUIET) }, "setNeeds" to { Unit }, "fitting" to { fits })
        val presenter = NeedsPresenter(core.client, french, core.scope) {}
        presenter.on(NeedsEvent.Need(NeedKind.WHEELCHAIR, true))
        assertEquals(listOf("setNeeds", listOf(NeedKind.QUIET, NeedKind.WHEELCHAIR)), core.calls.last())
        presenter.on(NeedsEvent.See)
        assertEquals(fits to false, presenter.state.value.run { this.fits to unsaid })
        presenter.on(NeedsEvent.Unsaid)
        assertEquals(true, core.calls.last()[2])
        presenter.on(NeedsEvent.Need(NeedKind.QUIET, false))
        assertNull(presenter.state.value.fits, "what was found was for other needs")
    }

    @Test
    fun `another week is asked for by its day`() {
        val core = FakeCore("week" to { samples.week.week }, "reminders" to { samples.week.reminders }, "freshness" to { all.freshness })
        val presenter = WeekPresenter(core.client, french, core.scope) {}
        assertEquals(listOf<Any?>("week", null), core.calls.first())
        presenter.on(WeekEvent.Show("2026-11-30"))
        assertTrue(listOf("week", "2026-11-30") in core.calls)
        assertEquals(samples.week.week, presenter.state.value.week)
    }

    @Test
    fun `a note that is left is kept, and an empty one is not`() {
        val core = FakeCore("notes" to { samples.notes.notes }, "keepNote" to { "n" })
        var left = 0
        val presenter = NotesPresenter(core.client, "s", french, core.scope) { left++ }
        presenter.on(NotesEvent.Open(null))
        presenter.on(NotesEvent.Back)
        assertFalse("keepNote" in core.names)
        assertNull(presenter.state.value.writing)
        presenter.on(NotesEvent.Open(null))
        presenter.on(NotesEvent.Change(NoteText("Clés", "")))
        presenter.on(NotesEvent.Back)
        assertTrue(listOf("keepNote", "s", null, NoteText("Clés", "")) in core.calls)
        assertEquals(0, left)
        presenter.on(NotesEvent.Back)
        assertEquals(1, left)
    }

    @Test
    fun `from a person's page one goes back to the list`() {
        val page = samples.person.page!!
        val core = FakeCore("people" to { emptyList<Any>() }, "person" to { page }, "addWant" to { page })
        var left = 0
        val presenter = PeoplePresenter(core.client, "s", french, core.scope) { left++ }
        presenter.on(PeopleEvent.Open("1"))
        assertEquals(page, presenter.state.value.page)
        presenter.on(PeopleEvent.Want(" la mer "))
        presenter.on(PeopleEvent.AddWant)
        assertEquals(listOf("addWant", "s", "1", "la mer"), core.calls.last())
        presenter.on(PeopleEvent.Back)
        assertNull(presenter.state.value.page)
        presenter.on(PeopleEvent.Back)
        assertEquals(1, left)
    }

    @Test
    fun `a listing is read aloud in its own language, its facts in the listener's`() {
        val listing = all.listing.listing!!.let { it.copy(title = it.title.copy(language = "eu")) }
        val said = listing.aloud("fr")
        assertEquals(listOf(listing.typeWords to "fr", listing.title.text to "eu"), said.take(2).map { it.text to it.language })
        assertEquals(listing.body!!.text, said.last().text)
        assertTrue(listing.facts.first { it.kind == FactKind.WHEN }.words in said.map { it.text })
    }

    @Test
    fun `a photo is asked for when its moment comes into sight, once, and is linen where it is not here`() {
        val moments = samples.moments.moments!!
        val core = FakeCore("moments" to { moments }, "momentBytes" to { (_, id) -> if (id == "h") refused("no-file") else byteArrayOf(7) })
        val presenter = MomentsPresenter(core.client, "s", french, core.scope) {}
        assertFalse("momentBytes" in core.names)
        for (moment in moments + moments) presenter.on(MomentsEvent.Seen(moment))
        assertEquals(1, core.calls.count { it == listOf("momentBytes", "s", "m") })
        assertEquals(setOf("m") to null, presenter.state.value.run { photos.keys to failure })
    }

    @Test
    fun `lists are asked for whole when they open`() {
        val core = FakeCore(
            "mine" to { all.mine.mine }, "answers" to { all.mine.answers }, "todo" to { Todo(1u, 0u, 0u) },
            "houses" to { all.house.houses }, "outings" to { all.house.outings }, "freshness" to { all.freshness },
        )
        val mine = MinePresenter(core.client, core.scope) {}
        assertEquals(all.mine, mine.state.value)
        val house = HousePresenter(core.client, core.scope) {}
        assertEquals(all.house.copy(todo = Todo(1u, 0u, 0u)), house.state.value)
    }
}
