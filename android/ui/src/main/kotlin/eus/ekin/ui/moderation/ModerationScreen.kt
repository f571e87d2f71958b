package eus.ekin.ui.moderation

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.RefusalReason
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.core.ToRead
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Linen
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Rule
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.parts.linenHeight
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What is being done about one message. */
enum class Doing { REFUSE, ASK }

/** What *À relire* shows. */
data class ModerationState(
    val messages: List<ToRead>? = null,
    /** About which message something is being done. */
    val of: String? = null,
    val doing: Doing? = null,
    val question: String = "",
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface ModerationEvent {
    data object Back : ModerationEvent
    data class Publish(val message: ToRead) : ModerationEvent
    data class Refuse(val message: ToRead, val reason: RefusalReason?) : ModerationEvent
    data class Ask(val message: ToRead) : ModerationEvent
    data class Question(val words: String) : ModerationEvent
    data class Send(val message: ToRead) : ModerationEvent
    data class Aside(val message: ToRead) : ModerationEvent
}

private val REASONS: List<Pair<RefusalReason, Text>>
    get() = listOf(
        RefusalReason.INCOMPLETE to Say.reasonIncomplete(),
        RefusalReason.DUPLICATE to Say.reasonDuplicate(),
        RefusalReason.PERSONAL to Say.reasonPersonal(),
        RefusalReason.COMMERCIAL to Say.reasonCommercial(),
        RefusalReason.ELSEWHERE to Say.reasonElsewhere(),
        RefusalReason.PAST to Say.reasonPast(),
        RefusalReason.UNCLEAR to Say.reasonUnclear(),
        RefusalReason.HARMFUL to Say.reasonHarmful(),
    )

/** Ads as readers will see them, what to look at first before everything else. One at a time: nothing is decided in bulk. */
@Composable
fun ModerationScreen(state: ModerationState, on: (ModerationEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appReadTitle()), { on(ModerationEvent.Back) }) },
) {
    failure(state.failure)
    val messages = state.messages ?: return@Frame
    val (open, done) = messages.partition { it.waits || it.contested.isNotEmpty() }
    if (open.isEmpty()) item { Say(say(Say.appReadNone()), Ekin.type.body) }
    items(open, key = { it.id }) { Message(it, state, on) }
    items(done, key = { it.id }) { Done(it) }
}

@Composable
private fun Message(message: ToRead, state: ModerationState, on: (ModerationEvent) -> Unit) = Column(verticalArrangement = Arrangement.spacedBy(Space.m)) {
    val tokens = Ekin.tokens
    message.care?.let { Notice(Icons.WarningOctagonBold, it, tokens.local, tokens.onLocal) }
    if (message.contested.isNotEmpty()) {
        Notice(Icons.ArrowsSplitBold, message.contested.first(), tokens.conflict, tokens.onConflict) {
            for (line in message.contested.drop(1)) Say(line, Ekin.type.body, colour = tokens.onConflict)
        }
    }
    Sheet(message)
    val doing = state.doing.takeIf { state.of == message.id }
    if (message.ad) Button(say(Say.appReadPublish()), { on(ModerationEvent.Publish(message)) }, Modifier.fillMaxWidth())
    if (message.ad && doing != Doing.REFUSE) {
        Button(say(Say.appReadRefuse()), { on(ModerationEvent.Refuse(message, null)) }, Modifier.fillMaxWidth(), Weight.QUIET)
    }
    if (doing == Doing.REFUSE) {
        Heading(say(Say.appReadWhy()), Ekin.type.title3)
        Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
            for ((reason, words) in REASONS) {
                Button(say(words), { on(ModerationEvent.Refuse(message, reason)) }, Modifier.fillMaxWidth(), Weight.QUIET)
            }
        }
    }
    if (message.canReply && doing != Doing.ASK) {
        Button(say(Say.appReadAsk()), { on(ModerationEvent.Ask(message)) }, Modifier.fillMaxWidth(), Weight.QUIET)
    }
    if (doing == Doing.ASK) {
        Field(say(Say.appReadQuestion()), state.question, { on(ModerationEvent.Question(it)) }, lines = 3)
        Button(say(Say.appReadSend()), { on(ModerationEvent.Send(message)) }, Modifier.fillMaxWidth(), icon = Icons.PaperPlaneTiltBold)
    }
    if (!message.ad) Button(say(Say.appInAside()), { on(ModerationEvent.Aside(message)) }, Modifier.fillMaxWidth(), Weight.QUIET)
}

/** The ad as readers will see it, or the words of a message. */
@Composable
private fun Sheet(message: ToRead) {
    val tokens = Ekin.tokens
    val type = message.listingType
    Column(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(tokens.surface)
            .border(if (tokens.isContrast) 2.dp else 1.dp, if (tokens.isContrast) tokens.edge else tokens.line, Shapes.card),
    ) {
        if (type != null) {
            Linen(type, message.id.hashCode().mod(PATTERNS), Modifier.fillMaxWidth().height(linenHeight(104.dp)))
            if (tokens.isContrast) Rule()
        }
        Column(Modifier.padding(Space.l), Arrangement.spacedBy(Space.s)) {
            Say(message.sort, Ekin.type.smallStrong, colour = if (type == null || tokens.isContrast) tokens.inkSoft else tokens.kind(type).icon)
            message.title?.let { Heading(it.text, Ekin.type.title2) }
            for (line in message.lines) Say(line, Ekin.type.body)
            message.at?.let { Line(Icons.ClockCounterClockwise, say(Say.appReadAt(it)), style = Ekin.type.small, size = 18.dp) }
        }
    }
}

/** Ways in which linen is turned. */
private const val PATTERNS = 7

@Composable
private fun Done(message: ToRead) = Panel {
    Say(message.title?.text ?: message.sort, Ekin.type.title3)
    Say(message.stands, Ekin.type.small, colour = Ekin.tokens.inkSoft)
}

/** *À relire*: each decision is one command; what others decide comes in between. */
class ModerationPresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<ModerationState, ModerationEvent>(ModerationState(), scope) {
    init {
        whenChanged(client, SHOWN) { ask(::failed) { load() } }
    }

    override fun on(event: ModerationEvent) {
        when (event) {
            is ModerationEvent.Back -> onBack()
            is ModerationEvent.Publish -> does { client.publish(event.message.space, event.message.id) }
            is ModerationEvent.Refuse -> when (val reason = event.reason) {
                null -> set { copy(of = event.message.id, doing = Doing.REFUSE) }
                else -> does { client.refuse(event.message.space, event.message.id, reason) }
            }
            is ModerationEvent.Ask -> set { copy(of = event.message.id, doing = Doing.ASK, question = "") }
            is ModerationEvent.Question -> set { copy(question = event.words) }
            is ModerationEvent.Send -> if (now.question.isNotBlank()) {
                does { client.writeBack(event.message.space, event.message.id, null, now.question) }
            }
            is ModerationEvent.Aside -> does { client.writeBack(event.message.space, event.message.id, null, "") }
        }
    }

    private fun does(work: suspend () -> Unit) = ask(::failed) {
        work()
        set { copy(of = null, doing = null, question = "", failure = null) }
        load()
    }

    private suspend fun load() {
        val messages = client.toRead()
        set { copy(messages = messages) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.INBOX, Topic.LISTINGS, Topic.LETTERS, Topic.SETTINGS)
    }
}
