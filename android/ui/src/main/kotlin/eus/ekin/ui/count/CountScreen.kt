package eus.ekin.ui.count

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.selection.toggleable
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import eus.ekin.core.Dispute
import eus.ekin.core.HeadCount
import eus.ekin.core.HeadRow
import eus.ekin.core.Mark
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.Flow
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.IconButton
import eus.ekin.ui.parts.Letters
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Picture
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.figures
import eus.ekin.ui.theme.say

/** What *Compter* shows. */
data class CountState(
    val count: HeadCount? = null,
    /** The person whom this thumb marked last: it may be undone in their row. */
    val last: String? = null,
    /** *Finish* was pressed, and what it came to is shown. */
    val finished: Boolean = false,
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface CountEvent {
    data object Back : CountEvent
    data class Leg(val row: String) : CountEvent
    data class Here(val person: String) : CountEvent
    data class NotHere(val person: String) : CountEvent
    data class Undo(val person: String) : CountEvent
    data class Unnamed(val number: Int) : CountEvent
    data object Finish : CountEvent
    data object Again : CountEvent
}

/** Names that are said at the top; the others are counted. */
private const val NAMED = 4

/** Nobody left behind, with one thumb. The rows never move while one counts. */
@Composable
fun CountScreen(state: CountState, on: (CountEvent) -> Unit) {
    val count = state.count
    val large = isLargeText
    Frame(
        top = {
            Column(Modifier.fillMaxWidth().background(Ekin.tokens.surface)) {
                BackBar(count?.title?.text.orEmpty(), { on(CountEvent.Back) })
                if (count != null && !large) Top(state, count, Modifier.padding(horizontal = Space.l))
                Box(Modifier.fillMaxWidth().height(2.dp).background(Ekin.tokens.edge))
            }
        },
        docked = if (count == null) null else ({ Actions(state, count, on) }),
    ) {
        // Fixed at the top it would leave no room for the rows.
        if (count != null && large) item { Column(Modifier.fillMaxWidth()) { Top(state, count) } }
        failure(state.failure)
        if (count == null) return@Frame
        if (state.finished) item { Finished(count) }
        if (count.legs.size > 1) item { Legs(count, on) }
        items(count.disputes, key = { "dispute ${it.person}" }) { Disputed(it, on) }
        items(count.rows, key = { it.person }) { Person(it, it.person == state.last, on) }
    }
}

@Composable
private fun ColumnScope.Top(state: CountState, count: HeadCount, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    val spoken = say(Say.appCountSpoken(count.present.toULong(), count.expected.toULong()))
    Row(
        modifier.clearAndSetSemantics {
            contentDescription = spoken
            liveRegion = LiveRegionMode.Polite
        },
        Arrangement.spacedBy(Space.m),
        Alignment.Bottom,
    ) {
        Say(count.present.toString(), Ekin.type.count)
        Say(say(Say.appCountOf(count.expected.toULong())), Ekin.type.title2, Modifier.padding(bottom = Space.m))
    }
    Column(modifier.padding(bottom = Space.m), Arrangement.spacedBy(Space.xs)) {
        val missing = count.missing
        when {
            // Said by the sheet below.
            count.everybody && state.finished -> {}
            count.everybody -> {
                val words = say(Say.appCountAll(count.present.toULong(), count.expected.toULong()))
                Say(words, Ekin.type.title3, colour = tokens.onReceived)
            }
            missing.isNotEmpty() -> Say(say(Say.appCountMissing(missing.size.toULong(), names(missing))), Ekin.type.title3, colour = tokens.accent)
        }
        if (count.lastNews.isNotEmpty()) {
            Say(say(Say.appCountLast(count.lastNews.joinToString())), Ekin.type.small, colour = tokens.inkSoft)
        }
    }
}

/** The first names, and how many more there are. */
@Composable
private fun names(all: List<String>): String {
    val more = all.size - NAMED
    val first = all.take(NAMED).joinToString()
    return if (more <= 0) first else say(Say.appCountMore(first, more.toULong()))
}

@Composable
private fun Legs(count: HeadCount, on: (CountEvent) -> Unit) = Flow(Modifier.selectableGroup()) {
    for (leg in count.legs) Choice(leg.words, leg.row == count.leg, { on(CountEvent.Leg(leg.row)) })
}

/** Two who disagree: it stays until they do not. */
@Composable
private fun Disputed(dispute: Dispute, on: (CountEvent) -> Unit) {
    val tokens = Ekin.tokens
    Column(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(tokens.conflict)
            .border(3.dp, tokens.onConflict, Shapes.card)
            .padding(Space.l)
            .semantics { liveRegion = LiveRegionMode.Assertive },
        Arrangement.spacedBy(Space.m),
    ) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.m), verticalAlignment = Alignment.CenterVertically) {
            Picture(Icons.ArrowsSplitBold, tokens.onConflict, Modifier.size(26.dp))
            Heading(say(Say.appCountDispute(dispute.name)), Ekin.type.title3, Modifier.weight(1f), tokens.onConflict)
        }
        for (seeing in dispute.said) {
            val who = listOfNotNull(seeing.by ?: say(Say.appCountYou()), seeing.at).joinToString()
            val words = if (seeing.here) Say.appCountHere(who) else Say.appCountNotHere(who)
            // It begins the line, and a device without a name has a small letter.
            Say(say(words).replaceFirstChar { it.titlecase() }, Ekin.type.body, colour = tokens.onConflict)
        }
        Say(say(Say.appCountTogether()), Ekin.type.strong, colour = tokens.onConflict)
        Beside {
            Button(say(Say.appCountIsHere()), { on(CountEvent.Here(dispute.person)) }, weight = Weight.QUIET, edge = tokens.onConflict)
            Button(say(Say.appCountIsNot()), { on(CountEvent.NotHere(dispute.person)) }, weight = Weight.QUIET, edge = tokens.onConflict)
        }
    }
}

/** How a mark looks: words, icon, ground and ink. */
private class Look(val words: Text, val icon: ImageVector, val ground: Color, val ink: Color)

@Composable
private fun look(mark: Mark): Look {
    val tokens = Ekin.tokens
    return when (mark) {
        Mark.TO_SEE -> Look(Say.appMarkToSee(), Icons.CircleDashedBold, tokens.surface, tokens.ink)
        Mark.HERE -> Look(Say.appMarkHere(), Icons.CheckCircleFill, tokens.received, tokens.onReceived)
        Mark.NOT_HERE -> Look(Say.appMarkNotHere(), Icons.XCircleFill, tokens.refused, tokens.onRefused)
        Mark.EXCUSED -> Look(Say.appMarkExcused(), Icons.CalendarX, tokens.stale, tokens.onStale)
        Mark.DISPUTED -> Look(Say.appMarkDisputed(), Icons.ArrowsSplitBold, tokens.conflict, tokens.onConflict)
    }
}

/** One person: the whole row is the button. */
@Composable
private fun Person(row: HeadRow, justMarked: Boolean, on: (CountEvent) -> Unit) {
    val tokens = Ekin.tokens
    val look = look(row.mark)
    val words = say(look.words)
    val here = row.mark == Mark.HERE
    Column(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(look.ground)
            .border(if (tokens.isContrast) 2.dp else 1.dp, if (tokens.isContrast) look.ink else tokens.line, Shapes.card),
    ) {
        Row(
            Modifier
                .fillMaxWidth()
                .toggleable(here, role = Role.Checkbox) { on(if (it) CountEvent.Here(row.person) else CountEvent.Undo(row.person)) }
                .semantics { stateDescription = words }
                .defaultMinSize(minHeight = Target.count)
                .padding(horizontal = Space.m, vertical = Space.s),
            Arrangement.spacedBy(Space.m),
            Alignment.CenterVertically,
        ) {
            Letters(row.letters)
            if (isLargeText) {
                Column(Modifier.weight(1f)) {
                    Say(row.name, Ekin.type.strong, colour = look.ink)
                    Line(look.icon, words, style = Ekin.type.smallStrong, colour = look.ink)
                }
            } else {
                Column(Modifier.weight(1f)) {
                    Say(row.name, Ekin.type.strong, colour = look.ink)
                    row.lastPlace?.let { Say(say(Say.appCountSeenAt(it)), Ekin.type.small, colour = look.ink) }
                }
                Picture(look.icon, look.ink, Modifier.size(26.dp))
                Say(words, Ekin.type.smallStrong, colour = look.ink)
            }
        }
        if (justMarked) {
            Button(
                say(Say.appCountUndo(row.name)),
                { on(CountEvent.Undo(row.person)) },
                Modifier.fillMaxWidth().padding(start = Space.m, end = Space.m, bottom = Space.m),
                Weight.QUIET,
                Icons.ClockCounterClockwise,
            )
        }
    }
}

/** What the count came to, when it was said to be finished. */
@Composable
private fun Finished(count: HeadCount) {
    val tokens = Ekin.tokens
    val (words, ground, ink) = when {
        count.everybody -> Triple(Say.appCountAll(count.present.toULong(), count.expected.toULong()), tokens.received, tokens.onReceived)
        else -> Triple(Say.appCountNotDone(), tokens.refused, tokens.onRefused)
    }
    Row(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(ground)
            .border(3.dp, ink, Shapes.card)
            .padding(Space.l)
            .semantics { liveRegion = LiveRegionMode.Assertive },
        Arrangement.spacedBy(Space.m),
        Alignment.CenterVertically,
    ) {
        Picture(if (count.everybody) Icons.CheckCircleFill else Icons.WarningOctagonBold, ink, Modifier.size(32.dp))
        Heading(say(words), if (count.everybody) Ekin.type.title1 else Ekin.type.title2, Modifier.weight(1f), ink)
    }
}

/** Who has no name here, more and less; and the end of the count. Where everybody is there, what is left is to go. */
@Composable
private fun Actions(state: CountState, count: HeadCount, on: (CountEvent) -> Unit) = Beside {
    val done = state.finished && count.everybody
    if (done) {
        Button(say(Say.appCountAgain()), { on(CountEvent.Again) }, weight = Weight.QUIET)
        Button(say(Say.appNavClose()), { on(CountEvent.Back) }, height = Target.count)
    } else {
        Unnamed(count.unnamed.toInt(), on)
        when {
            state.finished -> Button(say(Say.appCountAgain()), { on(CountEvent.Again) }, height = Target.count)
            else -> Button(say(Say.appCountFinish()), { on(CountEvent.Finish) }, height = Target.count)
        }
    }
}

@Composable
private fun Unnamed(n: Int, on: (CountEvent) -> Unit) {
    val said = say(Say.appCountUnnamed(n.toULong()))
    Column(Modifier.fillMaxWidth(), Arrangement.Center, Alignment.CenterHorizontally) {
        val unsaid = Modifier.clearAndSetSemantics {}
        Say(said.substringBefore(':').trimEnd(), Ekin.type.small, unsaid, align = TextAlign.Center)
        Row(horizontalArrangement = Arrangement.spacedBy(Space.xs), verticalAlignment = Alignment.CenterVertically) {
            IconButton(Icons.MinusBold, say(Say.appCountUnnamedLess()), { on(CountEvent.Unnamed(n - 1)) })
            Say(
                n.toString(),
                Ekin.type.title3.figures,
                Modifier.widthIn(min = FIGURES).clearAndSetSemantics {
                    contentDescription = said
                    liveRegion = LiveRegionMode.Polite
                },
                align = TextAlign.Center,
            )
            IconButton(Icons.PlusBold, say(Say.appCountUnnamedMore()), { on(CountEvent.Unnamed(n + 1)) })
        }
    }
}

/** Room for two figures, so that the signs beside them stay where they are. */
private val FIGURES = 36.dp
