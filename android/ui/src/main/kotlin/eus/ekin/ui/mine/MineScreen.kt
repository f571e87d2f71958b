package eus.ekin.ui.mine

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.core.AdLine
import eus.ekin.core.Failure
import eus.ekin.core.Mine
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.ListingCard
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Standing
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.standing
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Mes affaires* shows. */
data class MineState(val mine: Mine? = null)

/** What a person may do there. */
sealed interface MineEvent {
    data class Draft(val id: String) : MineEvent
    data class Open(val listing: String) : MineEvent
    data object Write : MineEvent
    data object TryNow : MineEvent
}

/** Everything of one's own, each with where it stands. */
@Composable
fun MineScreen(state: MineState, on: (MineEvent) -> Unit) {
    val mine = state.mine
    Frame {
        item { Heading(say(Say.appNavMine()), Ekin.type.title1) }
        if (mine == null) return@Frame
        if (mine.waiting > 0u) {
            item {
                Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
                    Say(say(Say.appMineWaiting(mine.waiting)), Ekin.type.strong)
                    Button(say(Say.appMineTry()), { on(MineEvent.TryNow) }, Modifier.fillMaxWidth(), Weight.QUIET)
                }
            }
        }
        if (mine.drafts.isNotEmpty()) {
            item { Heading(say(Say.appMineDrafts()), Ekin.type.title2) }
            items(mine.drafts, key = { it.id }) { draft ->
                Row(draft.draft.title, draft.typeWords, { on(MineEvent.Draft(draft.id)) }) { Pill(Standing.DRAFT) }
            }
        }
        if (mine.ads.isNotEmpty()) {
            item { Heading(say(Say.appMineAds()), Ekin.type.title2) }
            items(mine.ads, key = { it.number }) { ad ->
                val words = ad.outcome?.let { say(it) } ?: ad.written
                Row(ad.title, words, ad.listing?.let { { on(MineEvent.Open(it)) } }) { Pill(ad.pill) }
            }
        }
        if (mine.kept.isNotEmpty()) {
            item { Heading(say(Say.appMineKept()), Ekin.type.title2) }
            items(mine.kept, key = { "kept ${it.id}" }) { ListingCard(it, { on(MineEvent.Open(it.id)) }) }
        }
        if (mine.drafts.isEmpty() && mine.ads.isEmpty() && mine.kept.isEmpty()) {
            item { Say(say(Say.appMineNone()), Ekin.type.body) }
            item { Button(say(Say.appWriteAd()), { on(MineEvent.Write) }, Modifier.fillMaxWidth(), Weight.ACCENT) }
        }
    }
}

private val AdLine.pill get() = if (refused) Standing.REFUSED else transport.standing

/** A title, what is to be said of it, and where it stands; a button where there is something to open. */
@Composable
private fun Row(title: String, words: String?, onOpen: (() -> Unit)?, pill: @Composable () -> Unit) {
    val tokens = Ekin.tokens
    val open = if (onOpen == null) Modifier else Modifier.clickable(role = Role.Button, onClick = onOpen)
    Column(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(tokens.surface)
            .border(if (tokens.isContrast) 2.dp else 1.dp, if (tokens.isContrast) tokens.edge else tokens.line, Shapes.card)
            .then(open)
            .padding(Space.l),
        Arrangement.spacedBy(Space.s),
    ) {
        Say(title, Ekin.type.title3)
        if (words != null) Say(words, Ekin.type.small, colour = tokens.inkSoft)
        pill()
    }
}

/** *Mes affaires*, read again when something of it changes. */
class MinePresenter(
    private val client: EkinClient,
    scope: CoroutineScope,
    private val go: (MineEvent) -> Unit,
) : Presenter<MineState, MineEvent>(MineState(), scope) {
    init {
        whenChanged(client, SHOWN) { read() }
    }

    override fun on(event: MineEvent) = go(event)

    private fun read() = ask({ _: Failure -> }) {
        val mine = client.mine()
        set { copy(mine = mine) }
    }

    private companion object {
        val SHOWN = setOf(Topic.LETTERS, Topic.DOCUMENTS, Topic.LISTINGS, Topic.SETTINGS)
    }
}
