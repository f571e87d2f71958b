package eus.ekin.ui.plan

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.OutingLine
import eus.ekin.core.PlanRival
import eus.ekin.core.PlanText
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.DayField
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Halves
import eus.ekin.ui.parts.HourField
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** A day and an hour as two fields. */
data class DayHour(val day: String, val hour: String) {
    constructor(typed: String) : this(typed.substringBefore('T'), typed.substringAfter('T', ""))

    /** As the core reads it; nothing where nothing was typed. */
    val typed: String get() = listOf(day.trim(), hour.trim()).filter { it.isNotEmpty() }.joinToString("T")
}

/** What *Le plan* shows. */
data class PlanState(
    /** As it was when it was read; none before. */
    val before: PlanText? = null,
    val text: PlanText = PlanText("", "", "", "", "", "", "", "", ""),
    val start: DayHour = DayHour("", ""),
    val end: DayHour = DayHour("", ""),
    /** Fields in which two people wrote. */
    val rivals: List<PlanRival> = emptyList(),
    val faults: Map<String, String> = emptyMap(),
    val failure: String? = null,
) {
    /** As it stands in the fields. */
    val after: PlanText get() = text.copy(start = start.typed, end = end.typed)
}

/** What a person may do there. */
sealed interface PlanEvent {
    data object Back : PlanEvent
    data class Change(val text: PlanText) : PlanEvent
    data class Start(val at: DayHour) : PlanEvent
    data class End(val at: DayHour) : PlanEvent
    data object Keep : PlanEvent

    /** To see what two people wrote side by side, and choose. */
    data object Choose : PlanEvent
}

/** The plan, field by field. What others change meanwhile stays; where two wrote in one field, both are shown. */
@Composable
fun PlanScreen(state: PlanState, on: (PlanEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appOutingPlan()), { on(PlanEvent.Back) }, closes = true) },
    docked = if (state.before == null) null else ({ Button(say(Say.appPlanKeep()), { on(PlanEvent.Keep) }, Modifier.fillMaxWidth()) }),
) {
    failure(state.failure)
    if (state.before == null) return@Frame
    items(state.rivals, key = { it.field }) { Rival(it, on) }
    val (text, faults) = state.text to state.faults
    val change = { changed: PlanText -> on(PlanEvent.Change(changed)) }
    item { Field(say(Say.appWriteTitle()), text.title, { change(text.copy(title = it)) }, fault = faults["title"]) }
    item { Section(say(Say.appFilterWhen())) }
    item { Times(say(Say.appPlanStart()), state.start, faults["start"]) { on(PlanEvent.Start(it)) } }
    item { Times(say(Say.appPlanEnd()), state.end, faults["end"]) { on(PlanEvent.End(it)) } }
    item { Section(say(Say.appFilterWhere())) }
    item { Field(say(Say.appWritePlace()), text.place, { change(text.copy(place = it)) }, fault = faults["place"]) }
    item { Field(say(Say.appPlanAddress()), text.address, { change(text.copy(address = it)) }, fault = faults["address"]) }
    item { Field(say(Say.appWriteTown()), text.town, { change(text.copy(town = it)) }, fault = faults["town"]) }
    item { Field(say(Say.appPlanMeeting()), text.meeting, { change(text.copy(meeting = it)) }, fault = faults["meeting"]) }
    item { Section(say(Say.appPlanHowMany())) }
    item { Field(say(Say.appPlanRatio()), text.ratio, { change(text.copy(ratio = it)) }, fault = faults["ratio"]) }
    item { Field(say(Say.appPlanSeats()), text.seats, { change(text.copy(seats = it)) }, fault = faults["seats"]) }
}

@Composable
private fun Rival(rival: PlanRival, on: (PlanEvent) -> Unit) {
    val tokens = Ekin.tokens
    Notice(Icons.ArrowsSplitBold, say(Say.appPlanTwo(rival.name)), tokens.conflict, tokens.onConflict) {
        for (said in rival.said) Say(said, Ekin.type.body, colour = tokens.onConflict)
        Button(say(Say.appPlanChoose()), { on(PlanEvent.Choose) }, Modifier.fillMaxWidth(), Weight.QUIET)
    }
}

@Composable
private fun Times(label: String, at: DayHour, fault: String?, on: (DayHour) -> Unit) = Halves {
    DayField(say(Say.appPlanDayOf(label)), at.day, { on(at.copy(day = it)) }, it, fault)
    HourField(say(Say.appPlanHourOf(label)), at.hour, { on(at.copy(hour = it)) }, it)
}

/** *Le plan* of an outing. What others change while somebody types comes into the fields that they have not touched. */
class PlanPresenter(
    private val client: EkinClient,
    private val outing: OutingLine,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val go: (PlanEvent) -> Unit,
) : Presenter<PlanState, PlanEvent>(PlanState(), scope) {
    init {
        whenChanged(client, setOf(Topic.DOCUMENTS, Topic.SETTINGS)) { read() }
    }

    override fun on(event: PlanEvent) {
        when (event) {
            is PlanEvent.Change -> set { copy(text = event.text, faults = emptyMap()) }
            is PlanEvent.Start -> set { copy(start = event.at, faults = emptyMap()) }
            is PlanEvent.End -> set { copy(end = event.at, faults = emptyMap()) }
            is PlanEvent.Keep -> keep()
            is PlanEvent.Back, is PlanEvent.Choose -> go(event)
        }
    }

    private fun read() = ask(::failed) {
        val page = client.plan(outing.space, outing.plan)
        set {
            val text = if (before == null) page.text else after.over(before, page.text)
            copy(before = page.text, text = text, start = DayHour(text.start), end = DayHour(text.end), rivals = page.rivals)
        }
    }

    private fun keep() {
        val before = now.before ?: return
        val after = now.after
        ask(::failed) {
            client.writePlan(outing.space, outing.plan, before, after)
            go(PlanEvent.Back)
        }
    }

    private fun failed(failure: Failure) {
        when (failure) {
            is Failure.Fields -> set { copy(faults = failure.fields.associate { it.path to words()[it.says] }) }
            else -> set { copy(failure = words().of(failure)) }
        }
    }
}

/** What was typed since [before], put over what stands there [now]. */
private fun PlanText.over(before: PlanText, now: PlanText) = PlanText(
    pick(title, before.title, now.title),
    pick(start, before.start, now.start),
    pick(end, before.end, now.end),
    pick(place, before.place, now.place),
    pick(address, before.address, now.address),
    pick(town, before.town, now.town),
    pick(meeting, before.meeting, now.meeting),
    pick(ratio, before.ratio, now.ratio),
    pick(seats, before.seats, now.seats),
)

private fun pick(typed: String, before: String, now: String) = if (typed == before) now else typed
