package eus.ekin.ui.recovery

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Say
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Alone
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.parts.grown
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.figures
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** Where the making of the sheet is. */
enum class RecoveryStep { BEFORE, MAKING, SHOWN, ASKED, GOOD }

/** What *Code de récupération* shows. The words are here only while they are shown. */
data class RecoveryState(
    val step: RecoveryStep = RecoveryStep.BEFORE,
    val tried: Boolean = false,
    val words: List<String> = emptyList(),
    val typed: String = "",
    val fault: String? = null,
)

/** What a person may do there. */
sealed interface RecoveryEvent {
    data object Back : RecoveryEvent
    data object Make : RecoveryEvent
    data object Have : RecoveryEvent
    data class Type(val words: String) : RecoveryEvent
    data object Check : RecoveryEvent
}

/** Twelve words for a sheet of paper. It is not done before they were typed back: a sheet that nobody tried opens nothing. */
@Composable
fun RecoveryScreen(state: RecoveryState, on: (RecoveryEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appRecoveryTitle()), { on(RecoveryEvent.Back) }) },
    docked = when (state.step) {
        RecoveryStep.BEFORE -> ({
            val words = if (state.tried) Say.appRecoveryAgain() else Say.appRecoveryMake()
            Button(say(words), { on(RecoveryEvent.Make) }, Modifier.fillMaxWidth(), if (state.tried) Weight.QUIET else Weight.PRIMARY)
        })
        RecoveryStep.MAKING -> null
        RecoveryStep.SHOWN -> ({ Button(say(Say.appRecoveryHave()), { on(RecoveryEvent.Have) }, Modifier.fillMaxWidth()) })
        RecoveryStep.ASKED -> ({ Button(say(Say.appRecoveryCheck()), { on(RecoveryEvent.Check) }, Modifier.fillMaxWidth()) })
        RecoveryStep.GOOD -> ({ Button(say(Say.appNavClose()), { on(RecoveryEvent.Back) }, Modifier.fillMaxWidth()) })
    },
) {
    when (state.step) {
        RecoveryStep.BEFORE -> {
            item { Alone(Icons.FileLockDuotone, say(Say.appRecoveryWhy())) { Steps() } }
            if (state.tried) item { Line(Icons.ShieldCheck, say(Say.appMembersProtected()), colour = Ekin.tokens.onReceived) }
            failure(state.fault)
        }
        RecoveryStep.MAKING -> item { Say(say(Say.appRecoveryMaking()), Ekin.type.title3) }
        RecoveryStep.SHOWN -> {
            item { Heading(say(Say.appRecoveryWrite()), Ekin.type.title2) }
            item { Panel { Words(state.words) } }
        }
        RecoveryStep.ASKED -> item {
            val words = state.typed
            Field(say(Say.appRecoveryType()), words, { on(RecoveryEvent.Type(it)) }, Modifier.fillMaxWidth(), state.fault, lines = 6)
        }
        RecoveryStep.GOOD -> item { Alone(Icons.SealCheckDuotone, say(Say.appRecoveryGood()), Ekin.tokens.onReceived) }
    }
}

/** What there is to do. */
@Composable
private fun Steps() = Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
    for ((n, step) in listOf(Say.appRecoveryStepWrite(), Say.appRecoveryStepCheck(), Say.appRecoveryStepKeep()).withIndex()) {
        Numbered(n + 1, say(step), Ekin.type.body)
    }
}

/** The words as they are copied by hand: all in sight, down the first column, then down the second. */
@Composable
private fun Words(words: List<String>) {
    val columns = if (isLargeText) 1 else 2
    val rows = (words.size + columns - 1) / columns
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.l)) {
        for (column in 0 until columns) {
            Column(Modifier.weight(1f), Arrangement.spacedBy(Space.s)) {
                for (n in column * rows until minOf((column + 1) * rows, words.size)) Numbered(n + 1, words[n], Ekin.type.title3)
            }
        }
    }
}

@Composable
private fun Numbered(n: Int, words: String, style: TextStyle) = Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
    val figure = style.figures
    Say("$n.", figure, Modifier.widthIn(min = 36.dp.grown), Ekin.tokens.inkSoft, TextAlign.End)
    Say(words, style, Modifier.weight(1f))
}

/** *Code de récupération*: the words are drawn once, kept nowhere, and asked back before they count. */
class RecoveryPresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<RecoveryState, RecoveryEvent>(RecoveryState(), scope) {
    init {
        ask(::failed) {
            val recovery = client.recovery()
            set { copy(tried = recovery.tried) }
        }
    }

    override fun on(event: RecoveryEvent) {
        when (event) {
            is RecoveryEvent.Back -> onBack()
            is RecoveryEvent.Make -> make()
            // From here on they are on paper alone.
            is RecoveryEvent.Have -> set { copy(step = RecoveryStep.ASKED, words = emptyList(), typed = "", fault = null) }
            is RecoveryEvent.Type -> set { copy(typed = event.words, fault = null) }
            is RecoveryEvent.Check -> ask(::failed) {
                client.tryRecovery(now.typed)
                set { copy(step = RecoveryStep.GOOD, typed = "", fault = null, tried = true) }
            }
        }
    }

    private fun make() {
        set { copy(step = RecoveryStep.MAKING, fault = null) }
        ask({ failure ->
            val said = words().of(failure)
            set { copy(step = RecoveryStep.BEFORE, fault = said) }
        }) {
            val drawn = client.makeRecovery()
            set { copy(step = RecoveryStep.SHOWN, words = drawn) }
        }
    }

    private fun failed(failure: Failure) {
        val said = words().of(failure)
        set { copy(fault = said) }
    }
}
