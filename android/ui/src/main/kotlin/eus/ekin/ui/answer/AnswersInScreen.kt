package eus.ekin.ui.answer

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.AnswerIn
import eus.ekin.core.AskedLine
import eus.ekin.core.CannedReply
import eus.ekin.core.Failure
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.standing
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Réponses reçues* shows. */
data class AnswersInState(
    val answers: List<AnswerIn>? = null,
    val asked: List<AskedLine> = emptyList(),
    /** The answer to which a reply is being chosen, or the wish that is not to be passed on. */
    val open: String? = null,
    val because: String = "",
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface AnswersInEvent {
    data object Back : AnswersInEvent
    data class Open(val id: String?) : AnswersInEvent
    data class Reply(val id: String, val reply: CannedReply?) : AnswersInEvent
    data class Pass(val id: String) : AnswersInEvent
    data class Because(val words: String) : AnswersInEvent
    data class Keep(val id: String) : AnswersInEvent
}

/** Replies in the order in which they are offered. */
private val REPLIES: List<Pair<CannedReply, Text>>
    get() = listOf(
        CannedReply.WELCOME to Say.cannedWelcome(),
        CannedReply.WAITING to Say.cannedWaiting(),
        CannedReply.NO_PLACE to Say.cannedNoPlace(),
        CannedReply.HOW_MANY to Say.cannedHowMany(),
        CannedReply.CALL to Say.cannedCall(),
        CannedReply.LATER to Say.cannedLater(),
        CannedReply.CANCELLED to Say.cannedCancelled(),
        CannedReply.THANKS to Say.cannedThanks(),
    )

/** Answers to the house's ads, and what its own people would like: nothing of theirs leaves the house before somebody passes it on. */
@Composable
fun AnswersInScreen(state: AnswersInState, on: (AnswersInEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appHouseAnswers()), { on(AnswersInEvent.Back) }) },
) {
    failure(state.failure)
    val answers = state.answers ?: return@Frame
    if (answers.isEmpty() && state.asked.isEmpty()) item { Say(say(Say.appInNone()), Ekin.type.body) }
    items(answers, key = { "in ${it.id}" }) { Answer(it, it.id == state.open, on) }
    if (state.asked.isNotEmpty()) item { Section(say(Say.appInAsked())) }
    items(state.asked, key = { "asked ${it.id}" }) { Wish(it, state, on) }
}

@Composable
private fun Answer(answer: AnswerIn, open: Boolean, on: (AnswersInEvent) -> Unit) = Panel {
    Say(answer.lines.joinToString(". "), Ekin.type.title3)
    answer.words?.let { Say("« $it »", Ekin.type.body) }
    answer.at?.let { Say(it, Ekin.type.small, colour = Ekin.tokens.inkSoft) }
    answer.reply?.let { Pill(it.standing) }
    when {
        open -> Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
            for ((reply, words) in REPLIES) {
                Button(say(words), { on(AnswersInEvent.Reply(answer.id, reply)) }, Modifier.fillMaxWidth(), Weight.QUIET)
            }
        }
        answer.waits -> Beside {
            if (answer.canReply) Button(say(Say.appInReply()), { on(AnswersInEvent.Open(answer.id)) })
            Button(say(Say.appInAside()), { on(AnswersInEvent.Reply(answer.id, null)) }, weight = Weight.QUIET)
        }
    }
}

@Composable
private fun Wish(wish: AskedLine, state: AnswersInState, on: (AnswersInEvent) -> Unit) = Panel {
    Say(listOfNotNull(wish.name, wish.title).joinToString(", "), Ekin.type.title3)
    Say(wish.says, Ekin.type.body)
    wish.text?.let { Say("« $it »", Ekin.type.body) }
    for (line in wish.became) Say(line, Ekin.type.small, colour = Ekin.tokens.inkSoft)
    if (!wish.waits) return@Panel
    if (state.open == wish.id) Field(say(Say.appInBecause()), state.because, { on(AnswersInEvent.Because(it)) })
    Beside {
        Button(say(Say.appInPass()), { on(AnswersInEvent.Pass(wish.id)) })
        Button(say(Say.appInKeep()), { on(AnswersInEvent.Keep(wish.id)) }, weight = Weight.QUIET)
    }
}

/** *Réponses reçues* of a house, read again when messages or decisions change. */
class AnswersInPresenter(
    private val client: EkinClient,
    private val space: String,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<AnswersInState, AnswersInEvent>(AnswersInState(), scope) {
    init {
        whenChanged(client, SHOWN) { read() }
    }

    override fun on(event: AnswersInEvent) {
        when (event) {
            is AnswersInEvent.Back -> onBack()
            is AnswersInEvent.Open -> set { copy(open = event.id) }
            is AnswersInEvent.Because -> set { copy(because = event.words) }
            is AnswersInEvent.Reply -> does { client.reply(space, event.id, event.reply) }
            is AnswersInEvent.Pass -> does { client.passOn(space, event.id, "", false) }
            is AnswersInEvent.Keep -> when {
                // The reason is asked for first, and read by the person.
                now.open != event.id || now.because.isBlank() -> set { copy(open = event.id) }
                else -> does { client.keepBack(space, event.id, now.because) }
            }
        }
    }

    private fun does(work: suspend () -> Unit) = ask(::failed) {
        work()
        set { copy(open = null, because = "", failure = null) }
        load()
    }

    private fun read() = ask(::failed) { load() }

    private suspend fun load() {
        val (answers, asked) = client.answersIn(space) to client.asked(space)
        set { copy(answers = answers, asked = asked) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.INBOX, Topic.FACTS, Topic.LETTERS, Topic.SETTINGS)
    }
}
