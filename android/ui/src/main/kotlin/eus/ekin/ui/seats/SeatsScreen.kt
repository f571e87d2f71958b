package eus.ekin.ui.seats

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import eus.ekin.core.ClaimLine
import eus.ekin.core.ClaimState
import eus.ekin.core.SeatPlan
import eus.ekin.core.Say
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** What *Places* shows. */
data class SeatsState(val title: String = "", val seats: SeatPlan? = null, val failure: String? = null)

/** What a person may do there. */
sealed interface SeatsEvent {
    data object Back : SeatsEvent

    /** Accepts, declines, or with none takes back what was decided. */
    data class Decide(val claim: String, val accepts: Boolean?) : SeatsEvent
}

/** The bus as counts, who has a place, who is likely to get one, who waits and why. Nobody is moved by a program. */
@Composable
fun SeatsScreen(state: SeatsState, on: (SeatsEvent) -> Unit) {
    val seats = state.seats
    val next = seats?.claims?.firstOrNull { it.state == ClaimState.LIKELY }
    Frame(
        top = { BackBar(listOf(say(Say.appOutingSeats()), state.title).filter { it.isNotBlank() }.joinToString(", "), { on(SeatsEvent.Back) }) },
        docked = if (next == null || !seats.organises) null else ({ Accept(next, on) }),
    ) {
        failure(state.failure)
        if (seats == null) return@Frame
        item { Panel { for (sentence in seats.sentence.sentences) Say(sentence, Ekin.type.strong) } }
        if (seats.over) {
            item {
                Notice(Icons.WarningOctagonBold, seats.lines.first(), Ekin.tokens.refused, Ekin.tokens.onRefused, assertive = true) {
                    val over = seats.claims.filter { it.state == ClaimState.OVER }
                    if (over.isNotEmpty()) Say(over.joinToString { it.party }, Ekin.type.title3, colour = Ekin.tokens.onRefused)
                    Say(say(Say.appSeatsNothingMoves()), Ekin.type.body, colour = Ekin.tokens.onRefused)
                }
            }
        }
        if (seats.cells.isNotEmpty() || seats.wheelchair.isNotEmpty()) item { Bus(seats) }
        item { Say(say(Say.appSeatsNote()), Ekin.type.small, colour = Ekin.tokens.inkSoft) }
        claims(seats, on)
        if (seats.history.isNotEmpty()) {
            item { Section(say(Say.appSeatsHistory())) }
            item { Panel { for (line in seats.history) Line(Icons.ClockCounterClockwise, line, style = Ekin.type.small, size = 18.dp) } }
        }
    }
}

/** A sentence a line, and no figure at the end of one. */
private val String.sentences
    get() = split(Regex("(?<=\\.) ")).map { it.replace(Regex("(\\d) "), "$1\u00A0") }

@Composable
private fun Accept(claim: ClaimLine, on: (SeatsEvent) -> Unit) =
    Button(say(Say.appSeatsAccept(claim.party)), { on(SeatsEvent.Decide(claim.id, true)) }, Modifier.fillMaxWidth())

private fun LazyListScope.claims(seats: SeatPlan, on: (SeatsEvent) -> Unit) {
    val groups = listOf(
        Say.appSeatsLikely() to setOf(ClaimState.LIKELY),
        Say.appSeatsWaits() to setOf(ClaimState.WAITING),
        Say.appSeatsHeld() to setOf(ClaimState.OVER, ClaimState.HELD),
        Say.appSeatsGone() to setOf(ClaimState.DECLINED, ClaimState.WITHDRAWN),
    )
    for ((title, states) in groups) {
        val claims = seats.claims.filter { it.state in states }
        if (claims.isEmpty()) continue
        item { Section(say(title)) }
        items(claims, key = { it.id }) { Claim(it, seats.organises, on) }
    }
}

@Composable
private fun Claim(claim: ClaimLine, organises: Boolean, on: (SeatsEvent) -> Unit) = Panel {
    val tokens = Ekin.tokens
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.s), Alignment.CenterVertically) {
        Say(claim.party, Ekin.type.title3, Modifier.weight(1f))
        claim.number?.let { Say(say(Say.appSeatsNumber(it.toULong())), Ekin.type.smallStrong) }
    }
    Say(claim.demand, Ekin.type.body)
    when {
        // Its number among those who wait says it.
        claim.state == ClaimState.WAITING && claim.number != null -> {}
        claim.contested -> Pill(claim.standing, Icons.ArrowsSplitBold, tokens.conflict, tokens.onConflict)
        claim.state == ClaimState.OVER -> Pill(claim.standing, Icons.WarningOctagonBold, tokens.refused, tokens.onRefused)
        claim.state == ClaimState.HELD && !claim.provisional -> Pill(claim.standing, Icons.CheckBold, tokens.received, tokens.onReceived)
        claim.state == ClaimState.HELD || claim.state == ClaimState.LIKELY ->
            Pill(claim.standing, Icons.HourglassMediumBold, tokens.local, tokens.onLocal)
        else -> Pill(claim.standing, Icons.Info, tokens.stale, tokens.onStale)
    }
    if (claim.provisional) Say(say(Say.appSeatsLater()), Ekin.type.small)
    for (reason in claim.reasons) Line(Icons.Info, reason, style = Ekin.type.small, size = 18.dp)
    claim.note?.let { Say("« $it »", Ekin.type.small) }
    if (!organises) return@Panel
    when (claim.state) {
        ClaimState.LIKELY, ClaimState.WAITING -> {
            if (claim.state == ClaimState.WAITING) {
                Button(say(Say.appSeatsAccept(claim.party)), { on(SeatsEvent.Decide(claim.id, true)) }, Modifier.fillMaxWidth(), Weight.QUIET)
            }
            Button(say(Say.appSeatsDecline(claim.party)), { on(SeatsEvent.Decide(claim.id, false)) }, Modifier.fillMaxWidth(), Weight.QUIET)
        }
        ClaimState.OVER ->
            Button(say(Say.appSeatsWait(claim.party)), { on(SeatsEvent.Decide(claim.id, null)) }, Modifier.fillMaxWidth(), Weight.QUIET)
        ClaimState.HELD, ClaimState.DECLINED ->
            Button(say(Say.appSeatsUndo(claim.party)), { on(SeatsEvent.Decide(claim.id, null)) }, Modifier.fillMaxWidth(), Weight.QUIET)
        ClaimState.WITHDRAWN -> {}
    }
}
