package eus.ekin.ui.conflict

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Conflicts
import eus.ekin.core.Failure
import eus.ekin.core.OneVersion
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.core.TwoVersions
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Deux personnes ont écrit* shows. */
data class ConflictState(val conflicts: Conflicts? = null, val failure: String? = null)

/** What a person may do there. */
sealed interface ConflictEvent {
    data object Back : ConflictEvent
    data class Keep(val of: TwoVersions, val version: OneVersion) : ConflictEvent
}

/** What two people wrote, beside each other, with who and when. None of them is the program's choice. */
@Composable
fun ConflictScreen(state: ConflictState, on: (ConflictEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appTwo()), { on(ConflictEvent.Back) }) },
) {
    failure(state.failure)
    val conflicts = state.conflicts ?: return@Frame
    when {
        conflicts.`open`.isEmpty() -> item { Say(say(Say.appTwoNone()), Ekin.type.body) }
        else -> item { Line(Icons.Info, say(Say.appTwoLater())) }
    }
    items(conflicts.`open`, key = { "${it.`object`} ${it.at}" }) { Two(it, on) }
    if (conflicts.settled.isNotEmpty()) {
        item { Section(say(Say.appTwoSettled())) }
        items(conflicts.settled) { Line(Icons.CheckBold, it, style = Ekin.type.small, size = 18.dp) }
    }
}

@Composable
private fun Two(two: TwoVersions, on: (ConflictEvent) -> Unit) {
    val tokens = Ekin.tokens
    Column(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(tokens.conflict)
            .border(2.dp, tokens.onConflict, Shapes.card)
            .padding(Space.l),
        Arrangement.spacedBy(Space.m),
    ) {
        Heading(two.what, Ekin.type.title3, colour = tokens.onConflict)
        Say(two.space, Ekin.type.small, colour = tokens.onConflict)
        if (two.careful) Say(say(Say.appTwoCareful()), Ekin.type.smallStrong, colour = tokens.onConflict)
        for (side in two.sides) Side(two, side, on)
    }
}

@Composable
private fun Side(two: TwoVersions, side: OneVersion, on: (ConflictEvent) -> Unit) {
    val tokens = Ekin.tokens
    // Where grounds are alike, an edge tells one from the other.
    val edge = if (tokens.isContrast) Modifier.border(2.dp, tokens.edge, Shapes.card) else Modifier
    Column(
        Modifier.fillMaxWidth().clip(Shapes.card).background(tokens.surface).then(edge).padding(Space.l),
        Arrangement.spacedBy(Space.s),
    ) {
        Say(side.says, Ekin.type.title3)
        Say(side.by, Ekin.type.small, colour = tokens.inkSoft)
        if (side.displayed) Pill(say(Say.appTwoShown()), Icons.Info, tokens.stale, tokens.onStale)
        Button(say(Say.appTwoKeep(side.says)), { on(ConflictEvent.Keep(two, side)) }, Modifier.fillMaxWidth(), Weight.QUIET)
    }
}

/** *Deux personnes ont écrit*, in all houses and territories of this device. */
class ConflictPresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<ConflictState, ConflictEvent>(ConflictState(), scope) {
    init {
        whenChanged(client, SHOWN) { read() }
    }

    override fun on(event: ConflictEvent) {
        when (event) {
            is ConflictEvent.Back -> onBack()
            is ConflictEvent.Keep -> ask(::failed) {
                client.keepVersion(event.of.`object`, event.of.at, event.version.choice)
                load()
            }
        }
    }

    private fun read() = ask(::failed) { load() }

    private suspend fun load() {
        val conflicts = client.conflicts()
        set { copy(conflicts = conflicts, failure = null) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.LISTINGS, Topic.DOCUMENTS, Topic.FACTS, Topic.SETTINGS)
    }
}
