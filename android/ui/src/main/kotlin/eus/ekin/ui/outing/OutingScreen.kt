package eus.ekin.ui.outing

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import eus.ekin.core.OutingPerson
import eus.ekin.core.OutingPlan
import eus.ekin.core.PaperLine
import eus.ekin.core.PlanLine
import eus.ekin.core.ReadyLine
import eus.ekin.core.Say
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Letters
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Standing
import eus.ekin.ui.parts.Tick
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.say

/** What *Sortie* shows. */
data class OutingState(
    val plan: OutingPlan? = null,
    /** A thing to take along that is being typed. */
    val thing: String = "",
    /** The paper that somebody is about to sign for, and who does. */
    val signing: PaperLine? = null,
    val signer: String = "",
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface OutingEvent {
    data object Back : OutingEvent
    data object Count : OutingEvent
    data object Seats : OutingEvent

    /** The card of this person, or of one who is chosen there. */
    data class Urgent(val person: String?) : OutingEvent
    data object Moments : OutingEvent
    data object Notes : OutingEvent
    data object Incident : OutingEvent

    /** To write on the plan. */
    data object Plan : OutingEvent
    data class Pack(val row: String, val packed: Boolean) : OutingEvent
    data class Thing(val words: String) : OutingEvent
    data object AddThing : OutingEvent
    data class Signing(val paper: PaperLine?) : OutingEvent
    data class Signer(val name: String) : OutingEvent
    data object Sign : OutingEvent
}

/** One outing: what it needs before one leaves, who comes along, what to take, what must be signed. Nothing here forbids to leave. */
@Composable
fun OutingScreen(state: OutingState, on: (OutingEvent) -> Unit) {
    val plan = state.plan
    Frame(
        top = { BackBar(plan?.line?.title?.text.orEmpty(), { on(OutingEvent.Back) }) },
        docked = if (plan == null) null else ({ Actions(plan, on) }),
    ) {
        failure(state.failure)
        if (plan == null) return@Frame
        head(plan)
        if (plan.ready.isNotEmpty()) {
            item { Section(say(Say.appOutingReady())) }
            items(plan.ready) { Ready(it) }
        }
        item { Entry(Icons.Bus, say(Say.appOutingSeats()), { on(OutingEvent.Seats) }) }
        item { Entry(Icons.Image, say(Say.appMomentsTitle()), { on(OutingEvent.Moments) }) }
        item { Entry(Icons.Note, say(Say.appHouseNotes()), { on(OutingEvent.Notes) }) }
        if (plan.organises) {
            item { Entry(Icons.WarningOctagonBold, say(Say.appIncidentTitle()), { on(OutingEvent.Incident) }) }
            item { Entry(Icons.PencilSimpleLine, say(Say.appPlanEdit()), { on(OutingEvent.Plan) }) }
        }
        people(plan, on)
        packing(state, plan, on)
        papers(state, plan, on)
        if (plan.facts.isNotEmpty()) {
            item { Section(say(Say.appOutingPlan())) }
            item { Panel { for (fact in plan.facts) Said(fact) } }
        }
        plan.keptUntil?.let { item { Line(Icons.ClockCounterClockwise, say(Say.appOutingKept(it)), style = Ekin.type.small) } }
    }
}

@Composable
private fun Actions(plan: OutingPlan, on: (OutingEvent) -> Unit) = Beside {
    if (plan.line.legs.isNotEmpty()) Button(say(Say.appHouseCount()), { on(OutingEvent.Count) }, height = Target.count)
    Button(say(Say.appOutingUrgent()), { on(OutingEvent.Urgent(null)) }, weight = Weight.ACCENT, icon = Icons.FirstAid, height = Target.count)
}

private fun LazyListScope.head(plan: OutingPlan) = item {
    Column(verticalArrangement = Arrangement.spacedBy(Space.xs)) {
        plan.line.`when`?.let { Line(Icons.Clock, it, colour = Ekin.tokens.ink) }
        plan.line.place?.let { Line(Icons.MapPin, it, colour = Ekin.tokens.ink) }
        Line(Icons.HouseSimple, plan.line.house)
        if (plan.conflict) Pill(Standing.TWO)
    }
}

/** What is done, and what is to do, in words and with an icon. */
@Composable
private fun Ready(line: ReadyLine) {
    val tokens = Ekin.tokens
    when {
        line.done -> Line(Icons.CheckCircleFill, line.words, colour = tokens.onReceived)
        else -> Line(Icons.Circle, line.words, style = Ekin.type.strong, colour = tokens.accent)
    }
}

private fun LazyListScope.people(plan: OutingPlan, on: (OutingEvent) -> Unit) {
    item { Section(say(Say.appOutingPeople())) }
    if (plan.people.isEmpty()) {
        item { Say(say(if (plan.organises) Say.appOutingNobody() else Say.appOutingNotForYou()), Ekin.type.body) }
    }
    items(plan.people, key = { it.person }) { Person(it, on) }
}

@Composable
private fun Person(one: OutingPerson, on: (OutingEvent) -> Unit) = Panel {
    Row(horizontalArrangement = Arrangement.spacedBy(Space.m), verticalAlignment = Alignment.CenterVertically) {
        Letters(one.letters)
        Column(Modifier.weight(1f)) {
            Say(one.name, Ekin.type.strong)
            one.group?.let { Say(say(Say.appGroup(it)), Ekin.type.small, colour = Ekin.tokens.inkSoft) }
        }
    }
    for (known in one.known) Said(known)
    Button(say(Say.appCardOf(one.name)), { on(OutingEvent.Urgent(one.person)) }, Modifier.fillMaxWidth(), Weight.QUIET, Icons.FirstAid)
}

/** What a document says, name and value. */
@Composable
fun Said(line: PlanLine) = Column {
    Say(line.name, Ekin.type.smallStrong, colour = Ekin.tokens.inkSoft)
    Say(line.value, Ekin.type.body)
}

private fun LazyListScope.packing(state: OutingState, plan: OutingPlan, on: (OutingEvent) -> Unit) {
    item { Section(say(Say.appOutingPacking())) }
    items(plan.packing, key = { "pack ${it.row}" }) { thing ->
        Tick(thing.words, thing.packed, { on(OutingEvent.Pack(thing.row, it)) }, more = thing.packedFor, task = true)
    }
    item {
        Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
            Field(say(Say.appOutingAddThing()), state.thing, { on(OutingEvent.Thing(it)) })
            Button(say(Say.appOutingAdd()), { on(OutingEvent.AddThing) }, Modifier.fillMaxWidth(), Weight.QUIET, Icons.PlusBold)
        }
    }
}

private fun LazyListScope.papers(state: OutingState, plan: OutingPlan, on: (OutingEvent) -> Unit) {
    if (plan.papers.isEmpty()) return
    item { Section(say(Say.appOutingPapers())) }
    items(plan.papers, key = { "paper ${it.person} ${it.what}" }) { Paper(it, state, plan.organises, on) }
}

@Composable
private fun Paper(paper: PaperLine, state: OutingState, organises: Boolean, on: (OutingEvent) -> Unit) = Panel {
    val tokens = Ekin.tokens
    for ((n, words) in paper.words.withIndex()) Say(words, if (n == 0) Ekin.type.strong else Ekin.type.small)
    when {
        paper.done -> Pill(say(Say.appOutingDone()), Icons.CheckBold, tokens.received, tokens.onReceived)
        else -> Pill(say(Say.appOutingTodo()), Icons.Circle, tokens.stale, tokens.onStale)
    }
    if (paper.done || !organises) return@Panel
    if (state.signing == paper) {
        Field(say(Say.appOutingSignedBy()), state.signer, { on(OutingEvent.Signer(it)) })
        Button(say(Say.appOutingSign()), { on(OutingEvent.Sign) }, Modifier.fillMaxWidth(), icon = Icons.Signature)
    } else {
        Button(say(Say.appOutingSign()), { on(OutingEvent.Signing(paper)) }, Modifier.fillMaxWidth(), Weight.QUIET, Icons.Signature)
    }
}
