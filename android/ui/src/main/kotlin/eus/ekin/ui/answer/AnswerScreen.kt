package eus.ekin.ui.answer

import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import eus.ekin.core.AnswerKind
import eus.ekin.core.Say
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Alone
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.IconButton
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Say
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.figures
import eus.ekin.ui.theme.say

/** What *Votre réponse* shows. */
data class AnswerState(
    val title: String,
    val kind: AnswerKind = AnswerKind.YES,
    val name: String = "",
    val text: String = "",
    val seats: Int = 1,
    val wheelchair: Int = 0,
    val sent: Boolean = false,
    val fault: String? = null,
)

/** What a person may do there. */
sealed interface AnswerEvent {
    data class Kind(val kind: AnswerKind) : AnswerEvent
    data class Name(val name: String) : AnswerEvent
    data class Text(val text: String) : AnswerEvent
    data class Seats(val seats: Int) : AnswerEvent
    data class Wheelchair(val places: Int) : AnswerEvent
    data object Send : AnswerEvent
    data object Close : AnswerEvent
}

private val AnswerKind.words
    get() = when (this) {
        AnswerKind.YES -> Say.appAnswerCome()
        AnswerKind.MAYBE -> Say.appAnswerMaybe()
        AnswerKind.NOT_TODAY -> Say.appAnswerNot()
        AnswerKind.WORDS, AnswerKind.OTHER -> Say.appAnswerWords()
    }

/** What somebody answers to an ad: one tap says it, and a word may stand beside it. */
@Composable
fun AnswerScreen(state: AnswerState, on: (AnswerEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appAnswerTitle()), { on(AnswerEvent.Close) }, closes = true) },
    docked = {
        when {
            state.sent -> Button(say(Say.appNavClose()), { on(AnswerEvent.Close) }, Modifier.fillMaxWidth())
            else -> Button(say(Say.appAnswerSend()), { on(AnswerEvent.Send) }, Modifier.fillMaxWidth(), icon = Icons.PaperPlaneTiltBold)
        }
    },
) {
    item { Heading(state.title, Ekin.type.title2) }
    if (state.sent) {
        item {
            Alone(Icons.DeviceMobileDuotone, say(Say.appAnswerDone()))
        }
        return@Frame
    }
    item {
        Column(Modifier.selectableGroup(), Arrangement.spacedBy(Space.s)) {
            for (kind in listOf(AnswerKind.YES, AnswerKind.MAYBE, AnswerKind.NOT_TODAY, AnswerKind.WORDS)) {
                Choice(say(kind.words), kind == state.kind, { on(AnswerEvent.Kind(kind)) }, wide = true)
            }
        }
    }
    if (state.kind == AnswerKind.YES || state.kind == AnswerKind.MAYBE) {
        item { Number(say(Say.appAnswerSeats()), state.seats) { on(AnswerEvent.Seats(it)) } }
        item { Number(say(Say.appAnswerWheelchair()), state.wheelchair) { on(AnswerEvent.Wheelchair(it)) } }
    }
    item { Field(say(Say.appAnswerName()), state.name, { on(AnswerEvent.Name(it)) }) }
    item { Field(say(Say.appAnswerText()), state.text, { on(AnswerEvent.Text(it)) }, fault = state.fault, lines = 3) }
    item { Line(Icons.Info, say(Say.appAnswerPrivate()), style = Ekin.type.small) }
}

/** A small number, more and less. */
@Composable
private fun Number(label: String, n: Int, onChange: (Int) -> Unit) =
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.s), Alignment.CenterVertically) {
        Say(label, Ekin.type.strong, Modifier.weight(1f))
        val sign = Modifier.border(2.dp, Ekin.tokens.edge, Shapes.control)
        IconButton(Icons.MinusBold, say(Say.appNumberLess(label)), { onChange(n - 1) }, sign)
        Say(
            n.toString(),
            Ekin.type.title2.figures,
            Modifier.widthIn(min = Target.least).semantics { liveRegion = LiveRegionMode.Polite },
            align = TextAlign.Center,
        )
        IconButton(Icons.PlusBold, say(Say.appNumberMore(label)), { onChange(n + 1) }, sign)
    }
