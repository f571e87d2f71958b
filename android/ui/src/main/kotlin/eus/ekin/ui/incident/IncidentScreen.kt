package eus.ekin.ui.incident

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.style.TextAlign
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.House
import eus.ekin.core.IncidentDraft
import eus.ekin.core.IncidentIs
import eus.ekin.core.OutingLine
import eus.ekin.core.OutingPerson
import eus.ekin.core.Say
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Alone
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Tick
import eus.ekin.ui.parts.failure
import eus.ekin.ui.parts.hugging
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Incident* shows. */
data class IncidentState(
    /** Whom it may concern: who is on the outing. */
    val people: List<OutingPerson> = emptyList(),
    /** Houses with a staff here; it is asked for which one only where there are two. */
    val staffs: List<House> = emptyList(),
    val staff: String? = null,
    val what: String = "",
    val place: String = "",
    val measures: String = "",
    val concerned: Set<String> = emptySet(),
    /** Where it is, once it is written down. */
    val written: IncidentIs? = null,
    val fault: String? = null,
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface IncidentEvent {
    data object Back : IncidentEvent
    data class What(val words: String) : IncidentEvent
    data class Where(val words: String) : IncidentEvent
    data class Measures(val words: String) : IncidentEvent
    data class Concerns(val person: String, val on: Boolean) : IncidentEvent
    data class Staff(val space: String) : IncidentEvent
    data object Write : IncidentEvent
}

/** An incident, for the staff alone: what happened, to whom, where, what was done. The hour is the clock's. */
@Composable
fun IncidentScreen(state: IncidentState, on: (IncidentEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appIncidentTitle()), { on(IncidentEvent.Back) }, closes = true) },
    docked = {
        if (state.written == null) {
            Button(say(Say.appIncidentWrite()), { on(IncidentEvent.Write) }, Modifier.fillMaxWidth())
        } else {
            Button(say(Say.appNavBack()), { on(IncidentEvent.Back) }, Modifier.fillMaxWidth())
        }
    },
) {
    val written = state.written
    if (written != null) {
        item {
            val tokens = Ekin.tokens
            val (drawing, words, ink) = when (written) {
                IncidentIs.SEALED -> Triple(Icons.SealCheckDuotone, say(Say.incidentSealed()), tokens.onReceived)
                IncidentIs.KEPT -> Triple(Icons.NotePencilDuotone, say(Say.incidentKept()), tokens.onLocal)
            }
            // What it came to, then what is to be known of it.
            val rest = words.substringAfter(". ", "")
            Alone(drawing, words.removeSuffix(rest).trimEnd(), ink) {
                if (rest.isNotEmpty()) Say(rest, Ekin.type.body, Modifier.hugging(), align = TextAlign.Center)
            }
        }
        return@Frame
    }
    item { Line(Icons.ShieldCheck, say(Say.appIncidentSealed())) }
    failure(state.failure)
    item { Field(say(Say.appIncidentWhat()), state.what, { on(IncidentEvent.What(it)) }, fault = state.fault, lines = 5) }
    if (state.people.isNotEmpty()) item { Heading(say(Say.appIncidentWho()), Ekin.type.smallStrong) }
    items(state.people, key = { it.person }) { one ->
        Tick(one.name, one.person in state.concerned, { on(IncidentEvent.Concerns(one.person, it)) })
    }
    item { Field(say(Say.appIncidentWhere()), state.place, { on(IncidentEvent.Where(it)) }) }
    item { Field(say(Say.appIncidentMeasures()), state.measures, { on(IncidentEvent.Measures(it)) }, lines = 3) }
    if (state.staffs.size > 1) {
        item {
            Column(Modifier.selectableGroup(), Arrangement.spacedBy(Space.s)) {
                Heading(say(Say.appIncidentFor()), Ekin.type.smallStrong)
                for (house in state.staffs) {
                    val space = house.staff?.space ?: continue
                    Choice(house.name, state.staff == space, { on(IncidentEvent.Staff(space)) }, wide = true)
                }
            }
        }
    }
}

/** *Incident*: nothing leaves before it is asked for, and what was typed stays where that fails. */
class IncidentPresenter(
    private val client: EkinClient,
    private val outing: OutingLine,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<IncidentState, IncidentEvent>(IncidentState(place = outing.place.orEmpty()), scope) {
    init {
        ask(::failed) {
            val people = client.outing(outing.space, outing.plan).people
            val staffs = client.houses().filter { it.staff?.role != null }
            set { copy(people = people, staffs = staffs) }
        }
    }

    override fun on(event: IncidentEvent) {
        when (event) {
            is IncidentEvent.Back -> onBack()
            is IncidentEvent.What -> set { copy(what = event.words, fault = null) }
            is IncidentEvent.Where -> set { copy(place = event.words) }
            is IncidentEvent.Measures -> set { copy(measures = event.words) }
            is IncidentEvent.Concerns -> set { copy(concerned = if (event.on) concerned + event.person else concerned - event.person) }
            is IncidentEvent.Staff -> set { copy(staff = event.space) }
            is IncidentEvent.Write -> write()
        }
    }

    private fun write() {
        val state = now
        if (state.written != null) return
        if (state.what.isBlank()) return set { copy(fault = words()[Say.appIncidentNeeded()]) }
        if (state.staffs.size > 1 && state.staff == null) return set { copy(failure = words()[Say.appIncidentChoose()]) }
        ask(::failed) {
            val draft = IncidentDraft(state.what, state.concerned.sorted(), state.place, state.measures, state.staff)
            val written = client.reportIncident(draft)
            set { copy(written = written, failure = null) }
        }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }
}
