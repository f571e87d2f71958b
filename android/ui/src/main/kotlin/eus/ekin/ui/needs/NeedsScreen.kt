package eus.ekin.ui.needs

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Ask
import eus.ekin.core.Failure
import eus.ekin.core.Fits
import eus.ekin.core.NeedKind
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.ListingCard
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Tick
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Mes besoins* shows: the needs, and once asked for, what fits them. */
data class NeedsState(
    val needs: Set<NeedKind> = emptySet(),
    val fits: Fits? = null,
    /** Whether what is shown leaves some needs open. */
    val unsaid: Boolean = false,
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface NeedsEvent {
    data object Back : NeedsEvent
    data class Need(val need: NeedKind, val on: Boolean) : NeedsEvent
    data object See : NeedsEvent
    data object Unsaid : NeedsEvent
    data class Open(val id: String) : NeedsEvent
}

private val NeedKind.words: Text
    get() = when (this) {
        NeedKind.WHEELCHAIR -> Say.needWheelchair()
        NeedKind.STEP_FREE -> Say.listingAccessibilityStepFree()
        NeedKind.TOILETS -> Say.listingAccessibilityToilets()
        NeedKind.PARKING -> Say.listingAccessibilityParking()
        NeedKind.QUIET -> Say.listingAccessibilityQuiet()
        NeedKind.HEARING_LOOP -> Say.needHearingLoop()
        NeedKind.COMPANION -> Say.needCompanion()
        NeedKind.FREE -> Say.needFree()
    }

/** What one needs, told to nobody; and what fits. What says nothing is counted and can be shown: nothing is left out in silence. */
@Composable
fun NeedsScreen(state: NeedsState, on: (NeedsEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appNeedsTitle()), { on(NeedsEvent.Back) }) },
    docked = { Button(say(Say.appNeedsSee()), { on(NeedsEvent.See) }, Modifier.fillMaxWidth()) },
) {
    item { Line(Icons.DeviceMobile, say(Say.appNeedsHere())) }
    failure(state.failure)
    items(NeedKind.entries) { need ->
        Tick(say(need.words), need in state.needs, { on(NeedsEvent.Need(need, it)) })
    }
    val fits = state.fits ?: return@Frame
    val title = when {
        fits.cards.isEmpty() -> Say.appNeedsFitsNone()
        state.unsaid -> Say.appNeedsMaybe()
        else -> Say.appNeedsAll()
    }
    item { Section(say(title)) }
    items(fits.cards, key = { it.id }) { ListingCard(it, { on(NeedsEvent.Open(it.id)) }) }
    items(fits.less, key = { "less ${it.need}" }) { Say(say(Say.appNeedsLess(it.count, it.words)), Ekin.type.body) }
    if (state.unsaid || fits.unsaid.isEmpty()) return@Frame
    items(fits.unsaid, key = { "unsaid ${it.need}" }) { Say(say(Say.appNeedsUnsaid(it.count, it.words)), Ekin.type.body) }
    item { Button(say(Say.appNeedsShow()), { on(NeedsEvent.Unsaid) }, Modifier.fillMaxWidth(), Weight.QUIET) }
}

/** *Mes besoins*: each tap is kept at once, on this phone alone. */
class NeedsPresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val go: (NeedsEvent) -> Unit,
) : Presenter<NeedsState, NeedsEvent>(NeedsState(), scope) {
    init {
        ask(::failed) {
            val needs = client.needs().toSet()
            set { copy(needs = needs) }
        }
    }

    override fun on(event: NeedsEvent) {
        when (event) {
            is NeedsEvent.Need -> {
                val needs = if (event.on) now.needs + event.need else now.needs - event.need
                set { copy(needs = needs, fits = null, unsaid = false) }
                ask(::failed) { client.setNeeds(needs.toList()) }
            }
            is NeedsEvent.See -> see(false)
            is NeedsEvent.Unsaid -> see(true)
            is NeedsEvent.Back, is NeedsEvent.Open -> go(event)
        }
    }

    private fun see(unsaid: Boolean) {
        val needs = now.needs
        ask(::failed) {
            client.setNeeds(needs.toList())
            val fits = client.fitting(EVERYTHING, unsaid)
            if (needs == now.needs) set { copy(fits = fits, unsaid = unsaid, failure = null) }
        }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val EVERYTHING = Ask("", null, null, wheelchair = false, quiet = false, free = false, saved = false)
    }
}
