package eus.ekin.ui.simple

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.client.openWithRecovery
import eus.ekin.core.Failure
import eus.ekin.core.Say
import eus.ekin.ui.Presenter
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Say
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What is shown to a carer who forgot the code of a tablet. */
data class ForgottenState(val typed: String = "", val opening: Boolean = false, val fault: String? = null)

/** What a carer may do there. */
sealed interface ForgottenEvent {
    data class Type(val words: String) : ForgottenEvent
    data object Open : ForgottenEvent
    data object Back : ForgottenEvent
}

/** The other way out of simple mode: the house's recovery code on paper. Nothing is erased, and no network is needed. */
@Composable
fun ForgottenScreen(state: ForgottenState, on: (ForgottenEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.simpleForgottenTitle()), { on(ForgottenEvent.Back) }) },
    docked = if (state.opening) null else ({ Button(say(Say.simpleForgottenOpen()), { on(ForgottenEvent.Open) }, Modifier.fillMaxWidth()) }),
) {
    item { Say(say(Say.simpleForgottenWhy()), Ekin.type.body) }
    item {
        val label = say(Say.simpleForgottenWords())
        Field(label, state.typed, { on(ForgottenEvent.Type(it)) }, Modifier.fillMaxWidth(), state.fault, lines = 6)
    }
    if (state.opening) {
        item { Say(say(Say.simpleForgottenOpening()), Ekin.type.strong, Modifier.semantics { liveRegion = LiveRegionMode.Polite }) }
    }
    item { Say(say(Say.simpleForgottenNone()), Ekin.type.body, colour = Ekin.tokens.inkSoft) }
}

/** Tries the paper; what was typed is forgotten as soon as it was right. */
class ForgottenPresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
    private val onOpen: () -> Unit,
) : Presenter<ForgottenState, ForgottenEvent>(ForgottenState(), scope) {
    override fun on(event: ForgottenEvent) {
        when (event) {
            is ForgottenEvent.Type -> set { copy(typed = event.words, fault = null) }
            is ForgottenEvent.Open -> open()
            is ForgottenEvent.Back -> onBack()
        }
    }

    private fun open() {
        if (now.opening) return
        set { copy(opening = true, fault = null) }
        ask(::failed) {
            client.openWithRecovery(now.typed)
            set { ForgottenState() }
            onOpen()
        }
    }

    private fun failed(failure: Failure) = set { copy(opening = false, fault = words().of(failure)) }
}
