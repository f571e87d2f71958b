package eus.ekin.ui.mine

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.EkinClient
import eus.ekin.core.AdLine
import eus.ekin.core.AnswerLine
import eus.ekin.core.Failure
import eus.ekin.core.Freshness
import eus.ekin.core.Mine
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Head
import eus.ekin.ui.parts.ListingCard
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Standing
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.standing
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch

/** What *Mes affaires* shows. */
data class MineState(
    val mine: Mine? = null,
    val answers: List<AnswerLine> = emptyList(),
    val toRead: ULong = 0u,
    /** What the last round with the relays came to. */
    val notices: List<Text> = emptyList(),
    val freshness: Freshness? = null,
)

/** What a person may do there. */
sealed interface MineEvent {
    data class Draft(val id: String) : MineEvent
    data class Open(val listing: String) : MineEvent
    data object Write : MineEvent
    data object TryNow : MineEvent
    data object ToRead : MineEvent
    data object Settings : MineEvent
}

/** Everything of one's own, each with where it stands. */
@Composable
fun MineScreen(state: MineState, on: (MineEvent) -> Unit) {
    val mine = state.mine
    Frame {
        item { Head(say(Say.appNavMine()), state.freshness?.takeIf { it.joined }, { on(MineEvent.Settings) }, state.notices) }
        if (mine == null) return@Frame
        if (mine.waiting > 0u) {
            item {
                Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
                    Say(say(Say.appMineWaiting(mine.waiting)), Ekin.type.strong)
                    Button(say(Say.appMineTry()), { on(MineEvent.TryNow) }, Modifier.fillMaxWidth(), Weight.QUIET)
                }
            }
        }
        if (state.toRead > 0u) item { Entry(Icons.ClipboardText, say(Say.appHouseToRead(state.toRead)), { on(MineEvent.ToRead) }) }
        if (mine.drafts.isNotEmpty()) {
            item { Section(say(Say.appMineDrafts())) }
            items(mine.drafts, key = { it.id }) { draft ->
                Row(draft.draft.title, draft.typeWords, null) {
                    Pill(Standing.DRAFT)
                    Button(say(Say.appNavContinue()), { on(MineEvent.Draft(draft.id)) }, Modifier.fillMaxWidth(), Weight.QUIET, Icons.PencilSimpleLine)
                }
            }
        }
        if (mine.ads.isNotEmpty()) {
            item { Section(say(Say.appMineAds())) }
            items(mine.ads, key = { it.number }) { ad ->
                val outcome = ad.outcome?.let { say(it) }
                val draft = ad.draft.takeIf { ad.refused }
                Row(ad.title, ad.written ?: outcome.takeUnless { ad.refused }, ad.listing?.let { { on(MineEvent.Open(it)) } }) {
                    Pill(ad.pill)
                    if (ad.refused) {
                        val why = listOfNotNull(outcome, say(Say.appMineTextKept()).takeIf { draft != null })
                        Say(why.joinToString(" "), Ekin.type.body, colour = Ekin.tokens.onRefused)
                    } else if (outcome != null && ad.written != null) {
                        Say(outcome, Ekin.type.body)
                    }
                    if (draft != null) Button(say(Say.appMineCorrect()), { on(MineEvent.Draft(draft)) }, Modifier.fillMaxWidth(), Weight.QUIET)
                }
            }
        }
        if (state.answers.isNotEmpty()) {
            item { Section(say(Say.appMineAnswers())) }
            items(state.answers, key = { "answer ${it.number}" }) { Answer(it, on) }
        }
        if (mine.kept.isNotEmpty()) {
            item { Section(say(Say.appMineKept())) }
            items(mine.kept, key = { "kept ${it.id}" }) { ListingCard(it, { on(MineEvent.Open(it.id)) }) }
        }
        if (mine.drafts.isEmpty() && mine.ads.isEmpty() && mine.kept.isEmpty() && state.answers.isEmpty()) {
            item { Say(say(Say.appMineNone()), Ekin.type.body) }
            item { Button(say(Say.appWriteAd()), { on(MineEvent.Write) }, Modifier.fillMaxWidth(), Weight.ACCENT) }
        }
    }
}

private val AdLine.pill get() = if (refused) Standing.REFUSED else transport.standing

/** What was answered to an ad, and what came back. */
@Composable
private fun Answer(answer: AnswerLine, on: (MineEvent) -> Unit) =
    Row(answer.title, listOfNotNull(answer.says, answer.written).joinToString(", "), answer.listing?.let { { on(MineEvent.Open(it)) } }) {
        for (reply in answer.replies) Say(listOfNotNull(say(reply.says), reply.words).joinToString(" "), Ekin.type.strong)
        Pill(answer.transport.standing)
    }

/** A title, what is to be said of it, and where it stands; a button where there is something to open. */
@Composable
private fun Row(title: String, words: String?, onOpen: (() -> Unit)?, pill: @Composable () -> Unit) = Panel(onOpen = onOpen) {
    Say(title, Ekin.type.title3)
    if (words != null) Say(words, Ekin.type.small, colour = Ekin.tokens.inkSoft)
    pill()
}

/** *Mes affaires*, read again when something of it changes. */
class MinePresenter(
    private val client: EkinClient,
    scope: CoroutineScope,
    notices: StateFlow<List<Text>> = MutableStateFlow(emptyList()),
    private val go: (MineEvent) -> Unit,
) : Presenter<MineState, MineEvent>(MineState(), scope) {
    init {
        scope.launch { notices.collect { set { copy(notices = it) } } }
        whenChanged(client, SHOWN) { read() }
    }

    override fun on(event: MineEvent) = go(event)

    private fun read() = ask({ _: Failure -> }) {
        val (mine, answers) = client.mine() to client.answers()
        val (toRead, freshness) = client.todo().toRead to client.freshness()
        set { copy(mine = mine, answers = answers, toRead = toRead, freshness = freshness) }
    }

    private companion object {
        val SHOWN = setOf(Topic.LETTERS, Topic.INBOX, Topic.DOCUMENTS, Topic.LISTINGS, Topic.SETTINGS)
    }
}
