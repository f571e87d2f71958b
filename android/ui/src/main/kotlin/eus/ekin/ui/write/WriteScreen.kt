package eus.ekin.ui.write

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import eus.ekin.core.AdDraft
import eus.ekin.core.Card
import eus.ekin.core.ListingType
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Alone
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Chip
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.DayField
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Halves
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.HourField
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.ListingCard
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.icon
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** The questions, and the look at what comes of them. */
enum class Step { WHAT, WHEN, WHO, LOOK, SENT }

/** What *Écrire une annonce* shows. */
data class WriteState(
    val step: Step = Step.WHAT,
    val draft: AdDraft = EMPTY,
    /** Day and hours as typed; the draft has them joined. */
    val day: String = "",
    val from: String = "",
    val to: String = "",
    val seats: String = "",
    /** Whether this is kept on the device as it stands here. */
    val kept: Boolean = false,
    /** The card as others will see it. */
    val card: Card? = null,
    /** That the words may name somebody's care: the author is asked. */
    val care: String? = null,
    /** What is wrong, by field. */
    val faults: Map<String, String> = emptyMap(),
)

/** What a person may do there. */
sealed interface WriteEvent {
    data class Change(val change: WriteState.() -> WriteState) : WriteEvent
    data object Next : WriteEvent
    data object Back : WriteEvent
    data object Close : WriteEvent
    data object Send : WriteEvent

    /** Sends although the words may name care. */
    data object Sure : WriteEvent

    /** Goes back to the words. */
    data object Mend : WriteEvent
}

/** A draft of which nothing is said. */
val EMPTY = AdDraft(ListingType.ACTIVITY, "", "", "", "", false, "", "", "", null, "", "")

private val TYPES: List<Pair<ListingType, Text>>
    get() = listOf(
        ListingType.ACTIVITY to Say.appWriteTypeActivity(),
        ListingType.NEED to Say.appWriteTypeNeed(),
        ListingType.OFFER to Say.appWriteTypeOffer(),
        ListingType.LOAN to Say.appWriteTypeLoan(),
    )

/** The questions that are counted. */
private const val QUESTIONS = 3

/** Three questions, then the card as others will see it. No word is lost by going back. */
@Composable
fun WriteScreen(state: WriteState, on: (WriteEvent) -> Unit) = Frame(
    top = {
        BackBar(say(Say.appWriteAd()), { on(WriteEvent.Close) }, closes = true)
        if (state.step != Step.SENT) Progress(state.step)
    },
    docked = { Docked(state, on) },
) {
    fun change(change: WriteState.() -> WriteState) = on(WriteEvent.Change(change))
    when (state.step) {
        Step.WHAT -> what(state, ::change)
        Step.WHEN -> whenAndWhere(state, ::change)
        Step.WHO -> who(state, ::change)
        Step.LOOK -> look(state, on)
        Step.SENT -> item { Alone(Icons.DeviceMobileDuotone, say(Say.appWriteDone())) }
    }
    if (state.kept && state.step != Step.SENT) {
        item {
            Line(
                Icons.DeviceMobileBold,
                say(Say.appWriteKept()),
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                Ekin.type.small,
                size = 18.dp,
            )
        }
    }
}

@Composable
private fun Docked(state: WriteState, on: (WriteEvent) -> Unit) = when (state.step) {
    Step.LOOK if state.care != null -> Button(say(Say.appNavBack()), { on(WriteEvent.Back) }, Modifier.fillMaxWidth(), Weight.QUIET)
    Step.WHAT -> Button(say(Say.appNavContinue()), { on(WriteEvent.Next) }, Modifier.fillMaxWidth())
    Step.LOOK -> Beside {
        Button(say(Say.appNavBack()), { on(WriteEvent.Back) }, weight = Weight.QUIET)
        Button(say(Say.appWriteSend()), { on(WriteEvent.Send) }, icon = Icons.PaperPlaneTiltBold)
    }
    Step.SENT -> Button(say(Say.appNavClose()), { on(WriteEvent.Close) }, Modifier.fillMaxWidth())
    else -> Beside {
        Button(say(Say.appNavBack()), { on(WriteEvent.Back) }, weight = Weight.QUIET)
        Button(say(Say.appNavContinue()), { on(WriteEvent.Next) })
    }
}

/** How far one is, in words and as a bar. */
@Composable
private fun Progress(step: Step) = Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.xs)) {
    val tokens = Ekin.tokens
    val done = (step.ordinal + 1).coerceAtMost(QUESTIONS)
    if (step != Step.LOOK) {
        Say(
            say(Say.appWriteStep(done.toULong(), QUESTIONS.toULong())),
            Ekin.type.small,
            Modifier.padding(horizontal = Space.l),
            tokens.inkSoft,
        )
    }
    Row(Modifier.fillMaxWidth().height(6.dp).background(tokens.sunk)) {
        Box(Modifier.fillMaxWidth(if (step == Step.LOOK) 1f else done / QUESTIONS.toFloat()).fillMaxHeight().background(tokens.primary))
    }
}

private typealias Changes = (WriteState.() -> WriteState) -> Unit

private fun LazyListScope.what(state: WriteState, change: Changes) {
    item { Heading(say(Say.appWriteWhat()), Ekin.type.title2) }
    item {
        Column(Modifier.selectableGroup(), Arrangement.spacedBy(Space.s)) {
            for ((type, words) in TYPES) {
                Choice(
                    say(words),
                    state.draft.listingType == type,
                    { change { copy(draft = draft.copy(listingType = type)) } },
                    icon = type.icon,
                    wide = true,
                )
            }
        }
    }
    item {
        Field(
            say(Say.appWriteTitle()),
            state.draft.title,
            { change { copy(draft = draft.copy(title = it)) } },
            fault = state.faults["title"],
        )
    }
    item {
        Field(
            say(Say.appWriteBody()),
            state.draft.body,
            { change { copy(draft = draft.copy(body = it)) } },
            fault = state.faults["body"],
            lines = 3,
        )
    }
    item { Line(Icons.Info, say(Say.appWritePublic()), style = Ekin.type.small, size = 20.dp) }
}

private fun LazyListScope.whenAndWhere(state: WriteState, change: Changes) {
    item { Heading(say(Say.appWriteWhen()), Ekin.type.title2) }
    item {
        DayField(say(Say.appWriteDay()), state.day, { change { copy(day = it) } }, fault = state.faults["start"])
    }
    item {
        Halves {
            HourField(say(Say.appWriteFrom()), state.from, { change { copy(from = it) } }, it)
            HourField(say(Say.appWriteTo()), state.to, { change { copy(to = it) } }, it, fault = state.faults["end"])
        }
    }
    item {
        Chip(
            say(Say.appWriteWeekly()),
            state.draft.weekly,
            { change { copy(draft = draft.copy(weekly = it)) } },
            Icons.CalendarBlank,
        )
    }
    item {
        Field(say(Say.appWriteHours()), state.draft.hours, { change { copy(draft = draft.copy(hours = it)) } }, fault = state.faults["hours"])
    }
    item {
        Field(say(Say.appWritePlace()), state.draft.place, { change { copy(draft = draft.copy(place = it)) } }, fault = state.faults["place"])
    }
    item {
        Field(say(Say.appWriteTown()), state.draft.town, { change { copy(draft = draft.copy(town = it)) } }, fault = state.faults["town"])
    }
}

private fun LazyListScope.who(state: WriteState, change: Changes) {
    item { Heading(say(Say.appWriteWho()), Ekin.type.title2) }
    item { Field(say(Say.appWriteSeats()), state.seats, { change { copy(seats = it) } }, fault = state.faults["seats"]) }
    item {
        Field(
            say(Say.appWritePhone()),
            state.draft.phone,
            { change { copy(draft = draft.copy(phone = it)) } },
            fault = state.faults["answer_phone"],
            icon = Icons.Phone,
        )
    }
    item {
        Field(
            say(Say.appWriteEmail()),
            state.draft.email,
            { change { copy(draft = draft.copy(email = it)) } },
            fault = state.faults["answer_email"],
            icon = Icons.EnvelopeSimple,
        )
    }
}

private fun LazyListScope.look(state: WriteState, on: (WriteEvent) -> Unit) {
    state.care?.let { item { Care(it, on) } }
    item { Heading(say(Say.appWriteLook()), Ekin.type.title2) }
    state.card?.let { item { ListingCard(it, {}) } }
    if (state.draft.body.isNotBlank()) item { Say(state.draft.body, Ekin.type.body) }
    item { Line(Icons.Info, say(Say.appWriteReread()), size = 22.dp) }
    for (fault in state.faults.values.distinct()) {
        item { Line(Icons.WarningOctagonBold, fault, colour = Ekin.tokens.onRefused, size = 22.dp) }
    }
}

/** An ad is public: words that may name somebody's care are asked about before they leave. */
@Composable
private fun Care(words: String, on: (WriteEvent) -> Unit) {
    val tokens = Ekin.tokens
    Notice(Icons.WarningOctagonBold, say(Say.appCareTitle()), tokens.local, tokens.onLocal, assertive = true) {
        Say(words, Ekin.type.body, colour = tokens.onLocal)
        Button(say(Say.appCareMend()), { on(WriteEvent.Mend) }, Modifier.fillMaxWidth())
        Button(say(Say.appCareSure()), { on(WriteEvent.Sure) }, Modifier.fillMaxWidth(), Weight.QUIET)
    }
}
